import { z } from 'zod'
import { CONTRACT } from '../../shared/contract/contract.ts'
import type { Api } from '../../shared/contract/ipc.ts'

/** What a method takes: its one object, or nothing. */
type RequestOf<M extends keyof Api> = Parameters<Api[M]> extends [infer R] ? R : undefined

/** One request of each method that main must accept, with every optional property. Made from the contract's schemas. */
export const VALID_REQUESTS = Object.fromEntries(
  Object.entries(CONTRACT).map(([method, { request }]) => [method, exampleOf(request)]),
) as { readonly [M in keyof Api]: RequestOf<M> }

/** A value that a schema lets through. Throws where a schema needs an example of its own: `.meta({ examples: [...] })`. */
function exampleOf(schema: z.core.$ZodType): unknown {
  const examples = z.globalRegistry.get(schema)?.examples as readonly unknown[] | undefined
  const example = examples ? examples[0] : built(schema)
  z.parse(schema, example)
  return example
}

function built(schema: z.core.$ZodType): unknown {
  if (schema instanceof z.ZodUndefined) return undefined
  if (schema instanceof z.ZodObject)
    return Object.fromEntries(Object.entries(schema.shape).map(([key, part]) => [key, exampleOf(part)]))
  if (schema instanceof z.ZodArray) return [exampleOf(schema.element)]
  if (schema instanceof z.ZodRecord) return { [String(exampleOf(schema.keyType))]: exampleOf(schema.valueType) }
  if (schema instanceof z.ZodDiscriminatedUnion || schema instanceof z.ZodUnion)
    return exampleOf(schema.options[0] as z.core.$ZodType)
  if (schema instanceof z.ZodOptional) return exampleOf(schema.unwrap())
  if (schema instanceof z.ZodPipe) return exampleOf(schema.out)
  if (schema instanceof z.ZodEnum) return schema.options[0]
  if (schema instanceof z.ZodLiteral) return schema.value
  if (schema instanceof z.ZodBoolean) return true
  if (schema instanceof z.ZodNumber) return schema.minValue ?? 0
  if (schema instanceof z.ZodString) return 'line\nbreak "Ä" \t'.slice(0, schema.maxLength ?? undefined)
  throw new TypeError(`No example is known for a schema of the kind ${schema._zod.def.type}.`)
}
