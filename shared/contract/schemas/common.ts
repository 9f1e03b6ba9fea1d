import { z } from 'zod'
import { parseDefinitionUri } from '../../eloqua/definition.ts'
import { MAX_LIST_LIMIT } from '../../eloqua/eloqua.ts'

/*
 * The pieces that requests are made of. `examples` shows one value that passes: the tests build a valid request of
 * every call from them, so a text with a pattern needs one.
 */

/** For a call that takes no request. */
export const nothing = z.undefined()

/** An id that main gave out itself. */
export const handle = z
  .string()
  .regex(/^[\w:.-]{1,100}$/)
  .meta({ examples: ['4e9d2f0c-1111-4222-8333-444455556666'] })

export const byTransfer = z.strictObject({ transferId: handle })

/** Eloqua's number of a sync. */
export const syncId = z.int().min(1).max(999_999_999_999_999)

export const definitionUri = z
  .string()
  .max(200)
  .refine((uri) => parseDefinitionUri(uri) !== undefined)
  .meta({ examples: ['/customObjects/9/syncActions/6'] })

export const offset = z.int().min(0).max(1_000_000_000_000)
export const listLimit = z.int().min(1).max(MAX_LIST_LIMIT)

/** The 0-based index of a row or column. It fits an array. */
export const index = z.int().min(0).max(10_000_000)
export const columns = z.array(index).max(2_000)

/** What a user typed into a search field. */
export const search = z.string().max(2_000)

/**
 * An object all of whose properties may be missing. Without this, a Map or a Date, which structured clone carries as
 * well, would pass as one that has none.
 */
export function plainObject<T extends z.ZodObject>(schema: T) {
  return z.preprocess((value, context) => {
    const isPlain = Object.getPrototypeOf(Object(value)) === Object.prototype
    if (!isPlain) context.addIssue({ code: 'custom', message: 'This is no plain object.' })
    return isPlain ? value : z.NEVER
  }, schema)
}
