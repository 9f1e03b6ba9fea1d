import fc from 'fast-check'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { callChannel, OPEN_DROPPED_FILES } from '../shared/contract/bridge.ts'
import { CONTRACT } from '../shared/contract/contract.ts'
import type { Result } from '../shared/contract/errors.ts'
import { droppedPaths } from '../shared/contract/schemas/dropped-paths.ts'
import { MOST_COLUMNS, MOST_NAME_CHARACTERS } from './csv/limits.ts'
import { serve } from './ipc.ts'
import { createEchoApi, METHOD_NAMES as methods } from './testing/echo-api.ts'
import { createMemoryLog } from './testing/memory-log.ts'
import { VALID_REQUESTS } from './testing/valid-requests.ts'

const electron = await vi.hoisted(async () => (await import('./testing/fake-electron.ts')).createFakeElectron())
vi.mock('electron', () => electron)

const { api, reached } = createEchoApi()

function call(method: string, request: unknown): Promise<Result<unknown>> {
  return invoke(callChannel(method), request)
}

function invoke(channel: string, request: unknown): Promise<Result<unknown>> {
  return electron.ipcRenderer.invoke(channel, request) as Promise<Result<unknown>>
}

beforeEach(() => {
  electron.forgetHandlers()
  reached.length = 0
  serve(api, { isOurWindow: () => true, takeFiles: async (paths) => paths, log: createMemoryLog().log })
})

describe('requests from the window', () => {
  /** No property of any request takes one of these: whatever the contract becomes, it needs no entry here. */
  const hostile = [NaN, -1, 0.5, 1e300, null, new Map(), new Date(0), 7n, ...cyclic()]
  const tooLong = 'x'.repeat(5_000_001)

  it('are refused when any property of a request is of another kind or out of bounds', async () => {
    const accepted: string[] = []
    for (const method of methods) {
      for (const key of Object.keys(VALID_REQUESTS[method] ?? {})) {
        for (const value of hostile) {
          const answer = await call(method, { ...VALID_REQUESTS[method], [key]: value })
          if (answer.ok) accepted.push(`${method}.${key}=${Object.prototype.toString.call(value)}`)
        }
      }
    }
    expect(accepted).toEqual([])
  })

  // By the schema that main serves with: to send megabytes two thousand times proves no more.
  it('are refused when any text is longer than any bound, also within a list', () => {
    const accepted = methods.flatMap((method) =>
      Object.keys(VALID_REQUESTS[method] ?? {}).filter((key) =>
        [tooLong, [tooLong]].some(
          (value) => CONTRACT[method].request.safeParse({ ...VALID_REQUESTS[method], [key]: value }).success,
        ),
      ),
    )
    expect(accepted).toEqual([])
  })

  it('have no more and no longer column names than the first look of a file gives: each is held against every field', () => {
    const named = ['proposeMapping', 'saveRecipe', 'listSameColumns'] as const
    const takes = (headers: readonly string[]) =>
      named.map((method) => CONTRACT[method].request.safeParse({ ...VALID_REQUESTS[method], headers }).success)
    const most = Array.from({ length: MOST_COLUMNS }, (_, column) => `${column}`.padEnd(MOST_NAME_CHARACTERS, 'x'))
    expect(takes(most)).toEqual([true, true, true])
    expect(takes([...most, 'one more'])).toEqual([false, false, false])
    expect(takes(['x'.repeat(MOST_NAME_CHARACTERS + 1)])).toEqual([false, false, false])
  })

  it('are refused when a property is missing, unless it is optional', async () => {
    for (const method of methods) {
      for (const key of Object.keys(VALID_REQUESTS[method] ?? {})) {
        const { [key]: _left, ...rest } = VALID_REQUESTS[method] as unknown as Record<string, unknown>
        const { shape } = CONTRACT[method].request as unknown as z.ZodObject
        expect((await call(method, rest)).ok, `${method} without ${key}`).toBe(shape[key] instanceof z.ZodOptional)
      }
    }
  })

  it('are refused with a property nobody knows, also one that aims at a prototype', async () => {
    for (const method of methods) {
      for (const extra of [
        '{"more":1}',
        '{"__proto__":{"polluted":1}}',
        '{"constructor":{"prototype":{"polluted":1}}}',
      ]) {
        const request = Object.assign(Object.create(null), VALID_REQUESTS[method])
        for (const [key, value] of Object.entries(JSON.parse(extra))) {
          Object.defineProperty(request, key, { value, enumerable: true, configurable: true, writable: true })
        }
        expect(await call(method, request), `${method} ${extra}`).toMatchObject({ ok: false })
      }
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  it('never reach a method unchecked and never crash main, whatever they are', async () => {
    const prototype = Object.getOwnPropertyNames(Object.prototype).sort()
    const schemas = new Map<string, z.ZodType>(methods.map((name) => [callChannel(name), CONTRACT[name].request]))
    schemas.set(OPEN_DROPPED_FILES, droppedPaths)
    const anything = fc.oneof(
      fc.anything({
        withBigInt: true,
        withDate: true,
        withMap: true,
        withSet: true,
        withSparseArray: true,
        withTypedArray: true,
      }),
      fc.constantFrom(...cyclic()),
      fc.record(
        { id: fc.anything(), uri: fc.anything(), limit: fc.anything(), offset: fc.anything() },
        { requiredKeys: [] },
      ),
    )
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...electron.channels()), anything, async (channel, request) => {
        reached.length = 0
        const answer = await invoke(channel, request)
        expect(typeof answer.ok).toBe('boolean')
        const schema = schemas.get(channel) ?? z.never()
        expect(answer.ok).toBe(schema.safeParse(structuredClone(request)).success)
        if (!answer.ok) {
          expect(answer.error.code).toBe('bad-arguments')
          expect(reached).toEqual([])
        }
      }),
      { numRuns: 3_000 },
    )
    expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(prototype)
  })

  it.each([
    '/contacts/imports/12/../13',
    '//evil.example/contacts/imports/1',
    '/contacts/imports/12?x=1',
    'https://evil.example/contacts/imports/12',
    '/contacts/imports/1;x',
    '/syncs/12',
    '/contacts/imports/0',
    `/contacts/imports/${'9'.repeat(30)}`,
  ])('take no uri but a definition: %s', async (uri) => {
    expect(await call('getDefinition', { uri })).toMatchObject({ ok: false, error: { code: 'bad-arguments' } })
  })

  it('take every answer that an upload may offer', async () => {
    for (const choice of ['send-straight', 'send-on-top'])
      expect(await call('answerUpload', { uploadId: 'upload-1', choice })).toMatchObject({ ok: true })
  })

  it.each(['a\\b', 'a:b', 'a\nb', '\u0000'])(
    'take no user name that would move the borders of the credential: %j',
    async (user) => {
      expect(await call('signIn', { ...VALID_REQUESTS.signIn, user })).toMatchObject({ ok: false })
    },
  )
})

function cyclic(): readonly unknown[] {
  const object: Record<string, unknown> = { id: 'x' }
  object.self = object
  const list: unknown[] = []
  list.push(list)
  return [object, list]
}
