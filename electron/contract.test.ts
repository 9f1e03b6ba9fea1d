import { readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type ApiOf, takes } from '../shared/contract/call.ts'
import { CONTRACT } from '../shared/contract/contract.ts'
import type { Api } from '../shared/contract/ipc.ts'
import { droppedPaths } from '../shared/contract/schemas/dropped-paths.ts'
import type { Services } from './api.ts'

/*
 * The type checker reads this file too: each expectation below fails the check when the error it expects is gone.
 */
declare const services: Services
type Implemented = Services['api']
type GetSync = ApiOf<{ getSync: ReturnType<typeof getSyncCall> }>['getSync']

function getSyncCall() {
  return takes(z.strictObject({ id: z.int() })).gives<{ readonly status: string }>()
}

function implementation({ signOut: _left, ...rest }: Api): void {
  // @ts-expect-error an implementation that forgot a method
  const incomplete: Implemented = rest
  // @ts-expect-error an implementation with a method that is not in the contract
  const extra: Implemented = { ...services.api, launchMissiles: async () => undefined }
  // @ts-expect-error an implementation that wants more than the schema lets through
  const greedy: GetSync = async ({ id }: { readonly id: number; readonly name: string }) => ({ status: `${id}` })
  // @ts-expect-error an implementation that answers with something else
  const wrong: GetSync = async ({ id }) => ({ status: id })
  void [incomplete, extra, greedy, wrong]
}

/** Where a schema lets something of any size or any shape through, as paths such as `signIn.user`. */
function unboundedParts(schema: z.core.$ZodType, path: string): string[] {
  if (schema instanceof z.ZodObject) {
    const parts = Object.entries(schema.shape).flatMap(([key, part]) => unboundedParts(part, `${path}.${key}`))
    return schema.def.catchall instanceof z.ZodNever ? parts : [...parts, `${path} takes unknown properties`]
  }
  if (schema instanceof z.ZodArray) {
    const isBounded = schema.def.checks?.some((check) => check._zod.def.check === 'max_length')
    return [...(isBounded ? [] : [`${path} is a list of any length`]), ...unboundedParts(schema.element, `${path}[]`)]
  }
  if (schema instanceof z.ZodRecord)
    return [...unboundedParts(schema.keyType, `${path} key`), ...unboundedParts(schema.valueType, `${path} value`)]
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => unboundedParts(option, path))
  if (schema instanceof z.ZodOptional) return unboundedParts(schema.unwrap(), path)
  // Whatever goes in, main gets what the last schema lets through.
  if (schema instanceof z.ZodPipe) return unboundedParts(schema.out, path)
  if (schema instanceof z.ZodString) return isBoundedText(schema) ? [] : [`${path} is a text of any length`]
  if (schema instanceof z.ZodNumber) {
    const isBounded = Number.isFinite(schema.minValue) && Number.isFinite(schema.maxValue)
    return isBounded ? [] : [`${path} is a number of any size`]
  }
  const isClosed = [z.ZodUndefined, z.ZodEnum, z.ZodLiteral, z.ZodBoolean].some((kind) => schema instanceof kind)
  return isClosed ? [] : [`${path} is of the kind ${schema._zod.def.type}, which this test does not know`]
}

/** A text is bounded by a maximum, or by a pattern that itself ends after so many characters. */
function isBoundedText(schema: z.ZodString): boolean {
  return schema.maxLength !== null || !schema.safeParse('x'.repeat(100_000)).success
}

/** The files that a module brings into a bundle: what it imports as values, and what those import. */
function bundledFiles(entry: string, seen = new Set<string>()): Set<string> {
  if (seen.has(entry)) return seen
  seen.add(entry)
  if (!/\.tsx?$/.test(entry)) return seen
  for (const [, specifier = ''] of readFileSync(entry, 'utf8').matchAll(
    /^(?:import|export)\s+(?!type\s)(?:[^'"]*?\sfrom\s+)?['"]([^'"]+)['"]/gm,
  ))
    if (specifier.startsWith('.')) bundledFiles(resolve(dirname(entry), specifier), seen)
    else seen.add(specifier)
  return seen
}

const root = join(import.meta.dirname, '..')

describe('the contract', () => {
  it('does not compile with a method missing, too many, or of another type', () => {
    // Checked by the type checker, above; here the function is only used.
    expect(implementation).toBeInstanceOf(Function)
  })

  it('takes only closed objects, and bounds every text, list and number', () => {
    const parts = Object.entries(CONTRACT).flatMap(([method, { request }]) => unboundedParts(request, method))
    expect([...parts, ...unboundedParts(droppedPaths, 'droppedPaths')]).toEqual([])
  })

  it('notices a request without bounds', () => {
    const loose = z.object({ text: z.string(), list: z.array(z.boolean()), size: z.number(), any: z.unknown() })
    expect(unboundedParts(loose, 'loose')).toHaveLength(5)
  })

  it.each(['renderer/main.tsx', 'electron/preload.ts'])('leaves the schemas out of what %s bundles', (entry) => {
    const files = [...bundledFiles(join(root, entry))]
    expect(files).not.toContain('zod')
    expect(
      files.map((file) => relative(root, file)).filter((file) => /contract\/(calls|schemas)\//.test(file)),
    ).toEqual([])
  })

  it('finds the schemas in what main bundles', () => {
    expect([...bundledFiles(join(root, 'electron/main.ts'))]).toContain('zod')
  })
})
