import { AppError } from '../../../shared/contract/errors.ts'
import { eloquaReasons } from '../../../shared/words/reasons.ts'
import { jsonTooLarge } from './json-bounds.ts'

/**
 * What an answer of Eloqua turned out to be. `unknown` says, for the log, why the answer cannot be read as what it
 * should be. An unknown answer is looked at again, asked about or reported. Nothing is ever concluded from one:
 * unknown is not "none", not 0 and not "still running".
 */
export type Read<T> = { readonly known: T } | { readonly unknown: string }

export function known<T>(value: T): Read<T> {
  return { known: value }
}

export function unreadable(why: string): { readonly unknown: string } {
  return { unknown: why }
}

export function isKnown<T>(read: Read<T>): read is { readonly known: T } {
  return 'known' in read
}

/** The value, or an AppError `unexpected-answer` with the reason as its detail. `what`: `a sync`, `a list`. */
export function requireKnown<T>(read: Read<T>, what: string): T {
  if (isKnown(read)) return read.known
  throw unexpected(what, read.unknown)
}

export function unexpected(what: string, why: string): AppError {
  const message = eloquaReasons.isNot(what)
  return new AppError({ code: 'unexpected-answer', message, detail: why })
}

/** All of the values, or unknown as soon as one of them is. */
export function readEach<T>(values: readonly unknown[], read: (value: unknown) => Read<T>): Read<readonly T[]> {
  const all: T[] = []
  for (const value of values) {
    const one = read(value)
    if (!isKnown(one)) return one
    all.push(one.known)
  }
  return known(all)
}

/** Those of the values that can be read: for lists that are only shown. */
export function readableOnes<T>(values: readonly unknown[], read: (value: unknown) => Read<T>): readonly T[] {
  return values.flatMap((value) => {
    const one = read(value)
    return isKnown(one) ? [one.known] : []
  })
}

/** The JSON of a body, within bounds. Some gateways put a BOM before it. */
export function readJsonBody(body: Buffer): Read<unknown> {
  const tooLarge = jsonTooLarge(body)
  if (tooLarge !== undefined) return unreadable(tooLarge)
  const isMarked = body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf
  try {
    return known<unknown>(JSON.parse(body.toString('utf8', isMarked ? 3 : 0)))
  } catch {
    return unreadable('not JSON')
  }
}
