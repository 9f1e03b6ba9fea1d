import { beforeEach, describe, expect, it, vi } from 'vitest'
import { callChannel, OPEN_DROPPED_FILES } from '../shared/contract/bridge.ts'
import { AppError, type Result } from '../shared/contract/errors.ts'
import type { Events } from '../shared/contract/events.ts'
import type { Api } from '../shared/contract/ipc.ts'
import { type CallEvent, isTrustedSender, serve } from './ipc.ts'
import { createEchoApi, METHOD_NAMES as methods } from './testing/echo-api.ts'
import { OUR_CALL } from './testing/fake-electron.ts'
import { createMemoryLog } from './testing/memory-log.ts'
import { VALID_REQUESTS } from './testing/valid-requests.ts'

const electron = await vi.hoisted(async () => (await import('./testing/fake-electron.ts')).createFakeElectron())
vi.mock('electron', () => electron)
await import('./preload.ts')

const { api: echo, reached } = createEchoApi()
const { log, entries: logged } = createMemoryLog()

/** Serves the echo, but for what a test says. */
function serveApi(special: Partial<Api> = {}): void {
  serve(
    { ...echo, ...special },
    {
      isOurWindow: (id) => id === OUR_CALL.sender.id,
      takeFiles: async (paths) => paths,
      log,
    },
  )
}

/** A call as the window makes it, with whatever name and request. */
function call(method: string, request?: unknown): Promise<Result<unknown>> {
  const ask = electron.bridge().call as (method: string, request: unknown) => Promise<Result<unknown>>
  return ask(method, request)
}

beforeEach(() => {
  electron.forgetHandlers()
  electron.callAs(OUR_CALL)
  reached.length = 0
  logged.length = 0
})

describe('isTrustedSender', () => {
  const ours = (id: number) => id === 1
  const frame = { origin: 'app://bundle', parent: null }
  const table: readonly [string, CallEvent, boolean][] = [
    ['the top frame of our window', { sender: { id: 1 }, senderFrame: frame }, true],
    ['a frame that is gone', { sender: { id: 1 }, senderFrame: null }, false],
    ['a frame inside our window', { sender: { id: 1 }, senderFrame: { ...frame, parent: frame } }, false],
    ['another window on our origin', { sender: { id: 2 }, senderFrame: frame }, false],
    ['another site', { sender: { id: 1 }, senderFrame: { ...frame, origin: 'https://example.com' } }, false],
    ['a longer name', { sender: { id: 1 }, senderFrame: { ...frame, origin: 'app://bundle.evil' } }, false],
    ['another host of our scheme', { sender: { id: 1 }, senderFrame: { ...frame, origin: 'app://other' } }, false],
    ['an empty origin', { sender: { id: 1 }, senderFrame: { ...frame, origin: '' } }, false],
    ['an opaque origin', { sender: { id: 1 }, senderFrame: { ...frame, origin: 'null' } }, false],
    ['a file', { sender: { id: 1 }, senderFrame: { ...frame, origin: 'file://' } }, false],
  ]

  it.each(table)('%s', (_name, event, trusted) => {
    expect(isTrustedSender(event, ours)).toBe(trusted)
  })

  it('refuses every channel to a stranger, before the arguments are looked at', async () => {
    serveApi()
    electron.callAs({ sender: { id: 7 }, senderFrame: frame })
    const answers = [await electron.bridge().takeFiles([])]
    for (const method of methods) answers.push((await call(method, VALID_REQUESTS[method])) as never)
    for (const answer of answers) expect(answer).toMatchObject({ ok: false, error: { code: 'bad-sender' } })
    expect(reached).toEqual([])
  })
})

describe('the round trip from the window to main and back', () => {
  it('serves exactly the methods of the contract, and dropped files', () => {
    serveApi()
    expect(electron.channels().sort()).toEqual([...methods.map(callChannel), OPEN_DROPPED_FILES].sort())
    expect(Object.keys(electron.bridge()).sort()).toEqual(['call', 'subscribe', 'takeFiles'])
  })

  it.each([OPEN_DROPPED_FILES, `../${OPEN_DROPPED_FILES}`, 'toString', '__proto__', '', 'files-opened'])(
    'rejects a call of what is no method: %j',
    async (method) => {
      serveApi()
      await expect(call(method, ['/etc/passwd'])).rejects.toThrow('No handler registered')
      expect(reached).toEqual([])
    },
  )

  it.each(methods)('%s takes a valid request and brings the value back', async (method) => {
    serveApi()
    const request = VALID_REQUESTS[method]
    expect(await call(method, request)).toEqual({ ok: true, value: request })
    expect(reached).toEqual([{ method, request }])
  })

  it('brings an error of ours over whole, as data', async () => {
    const error = new AppError({
      code: 'validation',
      message: 'Eloqua found mistakes.',
      status: 400,
      failures: [{ field: 'callbackUrl', constraint: 'Must be a valid URI.' }],
      requestId: 'abc',
    })
    serveApi({ startSync: () => Promise.reject(error) })
    expect(await call('startSync', { definitionUri: '/contacts/exports/1' })).toEqual({
      ok: false,
      error: error.toData(),
    })
  })

  it('masks an error nobody foresaw, thrown at once or later, and logs it', async () => {
    serveApi({
      signOut: () => {
        throw new TypeError('/home/ann/secret-path is not a function')
      },
      openPractice: () => Promise.reject('a bare string'),
    })
    for (const answer of [await call('signOut'), await call('openPractice')]) {
      expect(answer).toMatchObject({ ok: false, error: { code: 'unknown' } })
      expect(JSON.stringify(answer)).not.toMatch(/secret-path|bare string|TypeError/)
    }
    expect(logged).toMatchObject([
      [
        'defect',
        { during: 'call:signOut', error: { name: 'TypeError', stack: expect.stringContaining('ipc.test.ts') } },
      ],
      ['defect', { during: 'call:openPractice', error: 'a bare string' }],
    ])
  })

  it('never says what a wrong argument was, only where', async () => {
    serveApi()
    const answer = await call('signIn', { ...VALID_REQUESTS.signIn, password: { hunter2: true } })
    expect(answer).toMatchObject({ ok: false, error: { code: 'bad-arguments' } })
    expect(answer).toMatchObject({ error: { failures: [{ field: 'password' }] } })
    expect(JSON.stringify([answer, logged])).not.toContain('hunter2')
  })

  it('hands dropped files over as paths, which the window never sees', async () => {
    serveApi()
    const answer = await electron.bridge().takeFiles([new File(['a'], 'a.csv'), new File(['b'], 'b.csv')])
    expect(answer).toEqual({ ok: true, value: ['/files/a.csv', '/files/b.csv'] })
  })
})

describe('events from main', () => {
  it('reach every listener until it unsubscribes', () => {
    const heard: string[] = []
    const stopFirst = electron.bridge().subscribe('menu-chosen', ({ command }) => heard.push(`1 ${command}`))
    const stopSecond = electron.bridge().subscribe('menu-chosen', ({ command }) => heard.push(`2 ${command}`))
    electron.send('menu-chosen', { command: 'palette' })
    stopFirst()
    electron.send('menu-chosen', { command: 'find' })
    stopSecond()
    electron.send('menu-chosen', { command: 'settings' })
    expect(heard).toEqual(['1 palette', '2 palette', '2 find'])
  })

  it('keep files that were opened before the window listened', () => {
    const files: Events['files-opened'] = [{ fileId: 'f', name: 'a.csv', size: 1, modifiedAt: '2026-01-01T00:00:00Z' }]
    electron.send('files-opened', files)
    const heard: unknown[] = []
    const stop = electron.bridge().subscribe('files-opened', (opened) => heard.push(opened))
    expect(heard).toEqual([files])
    stop()
  })

  it('are only those of the contract', () => {
    expect(() => electron.bridge().subscribe('secrets' as keyof Events, () => undefined)).toThrow()
  })
})
