import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { type Api, METHODS } from '../shared/contract/ipc.ts'
import type { Services } from './api.ts'
import { ARGUMENTS, type RequestOf } from './arguments.ts'

type Schemas = { readonly [M in keyof Api]: z.ZodType<RequestOf<M>> }

/*
 * The type checker reads this file too: each expectation below fails the check when the error it expects is gone.
 */
const { signOut: _schema, ...withoutOne } = ARGUMENTS
const { signOut: _method, ...methodsWithoutOne } = METHODS

// @ts-expect-error a method without an argument schema
const missingSchema: Schemas = withoutOne
// @ts-expect-error a schema for a method that is not in the contract
const extraSchema: Schemas = { ...ARGUMENTS, launchMissiles: ARGUMENTS.signOut }
// @ts-expect-error a schema that lets through what the method does not take
const wrongSchema: Schemas = { ...ARGUMENTS, getSync: ARGUMENTS.getUpload }
// @ts-expect-error a method that preload would not know
const missingChannel: Readonly<Record<keyof Api, true>> = methodsWithoutOne
// @ts-expect-error a channel that is not in the contract
const extraChannel: Readonly<Record<keyof Api, true>> = { ...METHODS, launchMissiles: true }

declare const services: Services
type Implemented = Services['api']
function implementation({ signOut: _left, ...rest }: Api): void {
  // @ts-expect-error an implementation that forgot a method
  const incomplete: Implemented = rest
  // @ts-expect-error an implementation with a method that is not in the contract
  const extra: Implemented = { ...services.api, launchMissiles: async () => undefined }
  void [incomplete, extra]
}

describe('the contract', () => {
  it('has a channel and an argument schema for each method, and no others', () => {
    expect(Object.keys(ARGUMENTS).sort()).toEqual(Object.keys(METHODS).sort())
  })

  it('does not compile with a method missing or too many', () => {
    // Checked by the type checker, above; here the values are only used.
    expect([missingSchema, extraSchema, wrongSchema, missingChannel, extraChannel, implementation]).toHaveLength(6)
  })
})
