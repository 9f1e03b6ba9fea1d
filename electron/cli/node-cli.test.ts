import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../../simulator/simulator.ts'
import { createDesktopSession, type DesktopSession } from '../connections/testing/desktop-session.ts'
import { SILENT_LOG } from '../testing/memory-log.ts'
import { openCliWorld, plantPassword, SAVED } from './testing/cli-world.ts'
import { withPassword } from './testing/with-password.ts'
import { openWorkFolder } from './work-folder.ts'

const EXPORT = '/customObjects/20/exports/1'

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ speed: 'instant', contacts: 20, rows: 40 })
})
afterAll(() => simulator.close())

describe.runIf(process.platform === 'linux')('the command line, as a process of its own with a real keychain', () => {
  let desktop: DesktopSession
  beforeAll(async () => {
    desktop = createDesktopSession()
    await plantPassword(desktop)
  })
  afterAll(() => desktop.remove())

  it('lists syncs as one JSON document', async () => {
    const { run } = openCliWorld(simulator, withPassword())
    const { code, answer } = await run(desktop, ['syncs', '--limit', '3'])
    expect(code).toBe(0)
    expect(answer).toMatchObject({ command: 'syncs', connection: { company: SAVED.company, environment: 'sandbox' } })
    expect(answer?.syncs).toHaveLength(3)
  })

  it('does nothing while the keychain is locked', async () => {
    const { run } = openCliWorld(simulator, withPassword())
    const locked = await run(desktop, ['syncs'], 'locked')
    expect(locked).toMatchObject({ code: 4, answer: { error: { code: 'keychain-locked' } } })
  })
})

describe('the command line', () => {
  it('runs an export, saves its rows, and leaves nothing else behind', async () => {
    const { follow, out, files, text, userData } = openCliWorld(simulator, withPassword())
    const { code, answer, error } = await follow(['export', EXPORT, '--to', out, '--name', 'Rows'])
    expect([code, error]).toEqual([0, expect.stringContaining('Waiting for its end')])
    expect(answer).toMatchObject({ state: 'saved', status: 'success', rows: 40, path: join(out, 'Rows.csv') })
    expect(files()).toEqual(['Rows.csv'])
    expect(text('Rows.csv').trimEnd().split('\n')).toHaveLength(41)
    expect(readdirSync(join(userData, 'command-line'))).toEqual([])
  })

  it('starts no sync for an export or a folder that is not there', async () => {
    const { follow, out } = openCliWorld(simulator, withPassword())
    const before = simulator.control.requests.list({ method: 'POST' }).length
    expect(await follow(['export', 'No such export', '--to', out])).toMatchObject({ code: 2 })
    expect(await follow(['export', EXPORT, '--to', join(out, 'nowhere')])).toMatchObject({ code: 2 })
    expect(simulator.control.requests.list({ method: 'POST' })).toHaveLength(before)
  })

  it('is interrupted in order: no file is left', async () => {
    const { follow, out, files } = openCliWorld(simulator, withPassword())
    const interrupted = new AbortController()
    const ended = follow(['export', EXPORT, '--to', out], interrupted.signal)
    interrupted.abort()
    expect(await ended).toMatchObject({ code: 130, answer: { error: { code: 'cancelled' } } })
    expect(files()).toEqual([])
  })

  it('says which connections there are where it is not told which', async () => {
    const both = [SAVED, { ...SAVED, id: 'b', label: 'Other', user: 'ben' }]
    const { follow } = openCliWorld(simulator, withPassword(), both)
    const { code, answer, error } = await follow(['syncs'])
    expect([code, answer?.error?.code]).toEqual([2, 'bad-arguments'])
    expect(error).toContain('--connection')
    expect(await follow(['syncs', '--connection', 'acme', '--limit', '1'])).toMatchObject({ code: 0 })
  })

  it('does nothing for a user who has signed out in the window', async () => {
    const { follow } = openCliWorld(simulator, withPassword(), [{ ...SAVED, signedOut: true }])
    expect(await follow(['syncs'])).toMatchObject({ code: 4, answer: { error: { code: 'not-signed-in' } } })
  })

  it('sends a password that Eloqua refused no second time, until the window has signed in again', async () => {
    const { follow, write } = openCliWorld(simulator, withPassword('changed meanwhile'))
    expect(await follow(['syncs'])).toMatchObject({ code: 4, answer: { error: { code: 'sign-in-refused' } } })
    const asked = simulator.control.requests.list({ path: '/id' }).length
    expect(await follow(['syncs'])).toMatchObject({ code: 4, answer: { error: { code: 'not-signed-in' } } })
    expect(simulator.control.requests.list({ path: '/id' })).toHaveLength(asked)
    write([{ ...SAVED, acceptedAt: new Date(Date.now() + 1).toISOString() }])
    expect(await follow(['syncs'])).toMatchObject({ code: 4, answer: { error: { code: 'sign-in-refused' } } })
  })

  it('clears away what a killed command left, and leaves alone what one that runs is making', async () => {
    const { userData, out } = openCliWorld(simulator, withPassword())
    const running = openWorkFolder(userData, SILENT_LOG)
    const [mine, left] = [join(out, 'mine.partial'), join(out, 'left.partial')]
    for (const path of [mine, left]) writeFileSync(path, 'a,b')
    running.leftovers.note(mine)
    const folder = join(userData, 'command-line', 'killed')
    mkdirSync(folder)
    writeFileSync(join(folder, 'unfinished-files.json'), JSON.stringify([left]))
    openWorkFolder(userData, SILENT_LOG).close()
    expect([existsSync(mine), existsSync(left), existsSync(folder)]).toEqual([true, false, false])
    running.close()
  })
})
