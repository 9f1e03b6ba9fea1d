import { isObject, type Properties } from '../definitions/definition-body.ts'
import { PARSING_REASON, refusal, SERIALIZATION_REASON } from './answer.ts'
import type { Exchange } from './exchange.ts'

/** The request's JSON object; anything else is a 400 whose reason says which. */
export function readJsonObject({ contentType, body }: Pick<Exchange, 'contentType' | 'body'>): Properties {
  if (!/^(?:application|text)\/(?:[\w.-]+\+)?json$/.test(contentType)) throw refusal(400, SERIALIZATION_REASON)
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    throw refusal(400, PARSING_REASON)
  }
  if (!isObject(value) || isTooDeep(value)) throw refusal(400, SERIALIZATION_REASON)
  return value
}

/** Nothing in the contract is nested deeper than a sync action in a list in a definition. */
const MOST_LEVELS = 16

/** Whether a JSON value is nested deeper than anything meaningful: writing such a value, or its text, would exhaust the stack. */
export function isTooDeep(value: unknown, levels = MOST_LEVELS): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((one) => isTooDeep(one, levels - 1))
}

/** A property whatever its case: `callbackURL` is `callbackUrl`. */
export function readProperty(body: Properties, name: string): unknown {
  const wanted = name.toLowerCase()
  return Object.entries(body).find(([key]) => key.toLowerCase() === wanted)?.[1] ?? undefined
}
