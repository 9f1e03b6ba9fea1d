import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { startSession } from './session.ts'

const KEYRING_PROBE = `
  const keytar = require('keytar')
  keytar.setPassword('bulkdesk-probe', 'a', 'secret').then(() => keytar.getPassword('bulkdesk-probe', 'a')).then(console.log)`

describe.runIf(process.platform === 'linux')('startSession', () => {
  it('brings a display and an unlocked keyring, and takes both away again', async () => {
    const session = await startSession({ display: 'own', keyring: 'own' })
    const socket = `/tmp/.X11-unix/X${session.env.DISPLAY?.slice(1)}`
    expect(existsSync(socket)).toBe(true)
    const { stdout } = spawnSync(process.execPath, ['-e', KEYRING_PROBE], { env: session.env, encoding: 'utf8' })
    expect(stdout.trim()).toBe('secret')
    const folder = session.env.XDG_RUNTIME_DIR as string
    await session.close()
    expect([existsSync(socket), existsSync(folder)]).toEqual([false, false])
  })

  it('leaves a display and a keyring alone where the user has them', async () => {
    const env = { ...process.env, DISPLAY: ':77', DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' }
    const session = await startSession({ display: 'if-missing', keyring: 'if-missing' }, env)
    expect([session.env.DISPLAY, session.env.DBUS_SESSION_BUS_ADDRESS]).toEqual([':77', 'unix:path=/nowhere'])
    await session.close()
  })

  it('says which program is missing, and leaves nothing behind', async () => {
    const path = process.env.PATH
    process.env.PATH = '/nowhere'
    try {
      await expect(startSession({ display: 'own', keyring: 'if-missing' })).rejects.toThrow('Xvfb')
    } finally {
      process.env.PATH = path
    }
  })
})
