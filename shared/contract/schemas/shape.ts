import type { z } from 'zod'

/** The plain type of what a schema lets through, read-only all the way down. */
export type Shape<S extends z.ZodType> = ReadonlyDeep<z.output<S>>

export type ReadonlyDeep<T> = { readonly [K in keyof T]: ReadonlyDeep<T[K]> }
