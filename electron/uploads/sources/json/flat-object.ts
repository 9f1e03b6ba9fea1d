import { refuseSource } from '../refusals.ts'

/** One field of an object: its value's text as it stands in the file, without quotes; nothing for null. */
export type JsonField = readonly [key: string, text: string]

const BARE = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?=[\s,}])/y

/**
 * The fields of a flat JSON object, in order. Numbers keep the text they are written with, which a number in JavaScript
 * would not. Throws a refusal that names the row and the field.
 */
export function readFlatObject(source: string, row: number): readonly JsonField[] {
  const fields: JsonField[] = []
  const keys = new Set<string>()
  let at = skipBlank(source, 1)
  if (source[at] === '}') return fields
  for (;;) {
    const [key, afterKey] = readText(source, at, row)
    const colon = skipBlank(source, afterKey)
    if (source[colon] !== ':') throw refuseSource({ reason: 'json-damaged', row })
    if (keys.has(key)) throw refuseSource({ reason: 'json-key-twice', row, key })
    keys.add(key)
    const [text, afterValue] = readValue(source, skipBlank(source, colon + 1), row, key)
    fields.push([key, text])
    at = skipBlank(source, afterValue)
    if (source[at] === '}') return fields
    if (source[at] !== ',') throw refuseSource({ reason: 'json-damaged', row })
    at = skipBlank(source, at + 1)
  }
}

function readValue(source: string, at: number, row: number, key: string): readonly [string, number] {
  const first = source[at]
  if (first === '"') return readText(source, at, row)
  if (first === '{' || first === '[') throw refuseSource({ reason: 'json-nested', row, key })
  BARE.lastIndex = at
  const [bare] = BARE.exec(source) ?? []
  if (bare === undefined) throw refuseSource({ reason: 'json-damaged', row })
  return [bare === 'null' ? '' : bare, at + bare.length]
}

function readText(source: string, at: number, row: number): readonly [string, number] {
  if (source[at] !== '"') throw refuseSource({ reason: 'json-damaged', row })
  let end = at
  do end = source.indexOf('"', end + 1)
  while (end > 0 && isEscaped(source, end))
  const text = end > 0 ? parseText(source.slice(at, end + 1)) : undefined
  if (text === undefined) throw refuseSource({ reason: 'json-damaged', row })
  return [text, end + 1]
}

function isEscaped(source: string, at: number): boolean {
  let before = at - 1
  while (source[before] === '\\') before -= 1
  return (at - before) % 2 === 0
}

/** Undefined for what is no text: an unknown escape, a control character, half of a character. */
function parseText(source: string): string | undefined {
  try {
    const text: unknown = JSON.parse(source)
    return typeof text === 'string' && text.isWellFormed() ? text : undefined
  } catch {
    return undefined
  }
}

function skipBlank(source: string, from: number): number {
  let at = from
  while (isBlank(source.charCodeAt(at))) at += 1
  return at
}

export function isBlank(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9
}
