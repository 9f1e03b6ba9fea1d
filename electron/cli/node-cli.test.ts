import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../../simulator/simulator.ts'
import { createDesktopSession, type DesktopSession } from '../connections/testing/desktop-session.ts'
import { openCliWorld, plantPassword, SAVED } from './testing/cli-world.ts'

const EXPORT = '/customObjects/20/exports/1'

describe.runIf(process.platform === 'linux')('the command line, as a process of its own with a real keychain', () => {
  let simulator: Simulator
  let desktop: DesktopSession
  beforeAll(async () => {
    simulator = await startSimulator({ speed: 'instant', contacts: 20, rows: 40 })
    desktop = createDesktopSession()
    await plantPassword(desktop)
  })
  afterAll(async () => {
    desktop.remove()
    await simulator.close()
  })

  it('lists syncs as one JSON document', async () => {
    const { run } = openCliWorld(simulator, desktop)
    const { code, answer, error } = await run(['syncs', '--limit', '3'])
    expect([code, error]).toEqual([0, expect.not.stringContaining('sync')])
    expect(answer).toMatchObject({ command: 'syncs', connection: { company: SAVED.company, environment: 'sandbox' } })
    expect(answer?.syncs).toHaveLength(3)
  })

  it('runs an export, saves its rows, and leaves nothing else behind', async () => {
    const { run, out, files, text, userData } = openCliWorld(simulator, desktop)
    const { code, answer, error } = await run(['export', EXPORT, '--to', out, '--name', 'Rows'])
    expect([code, error]).toEqual([0, expect.stringContaining('Waiting for its end')])
    expect(answer).toMatchObject({ state: 'saved', status: 'success', rows: 40, path: join(out, 'Rows.csv') })
    expect(files()).toEqual(['Rows.csv'])
    expect(text('Rows.csv').trimEnd().split('\n')).toHaveLength(41)
    expect(readdirSync(join(userData, 'command-line'))).toEqual([])
  })

  it('says which connections there are where it is not told which', async () => {
    const { run } = openCliWorld(simulator, desktop, [SAVED, { ...SAVED, id: 'b', label: 'Other', user: 'ben' }])
    const { code, answer, error } = await run(['syncs'])
    expect([code, answer?.error?.code]).toEqual([2, 'bad-arguments'])
    expect(error).toContain('--connection')
  })

  it('does nothing for a user who has signed out in the window, nor while the keychain is locked', async () => {
    const { run, write } = openCliWorld(simulator, desktop)
    expect(await run(['syncs'], { keyring: 'locked' })).toMatchObject({
      code: 4,
      answer: { error: { code: 'keychain-locked' } },
    })
    write([{ ...SAVED, signedOut: true }])
    expect(await run(['syncs'])).toMatchObject({ code: 4, answer: { error: { code: 'not-signed-in' } } })
  })

  it('sends a password that Eloqua refused no second time, until the window has signed in again', async () => {
    const other = createDesktopSession()
    await plantPassword(other, 'changed meanwhile')
    const { run, write } = openCliWorld(simulator, other)
    expect(await run(['syncs'])).toMatchObject({ code: 4, answer: { error: { code: 'sign-in-refused' } } })
    const asked = simulator.control.requests.list({ path: '/id' }).length
    expect(await run(['syncs'])).toMatchObject({ code: 4, answer: { error: { code: 'not-signed-in' } } })
    expect(simulator.control.requests.list({ path: '/id' })).toHaveLength(asked)
    await plantPassword(other)
    write([{ ...SAVED, acceptedAt: new Date().toISOString() }])
    expect(await run(['syncs'])).toMatchObject({ code: 0 })
    other.remove()
  })
})
