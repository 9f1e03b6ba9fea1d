import type { Session } from 'electron'
import { describe, expect, it } from 'vitest'
import { windowOptions } from './window-options.ts'

const session = {} as Session

describe('windowOptions', () => {
  it('gives the window no powers, in development as in a packaged build', () => {
    for (const isPackaged of [true, false]) {
      expect(windowOptions({ session, preload: '/p.cjs', isPackaged }).webPreferences).toEqual({
        session,
        preload: '/p.cjs',
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        allowRunningInsecureContent: false,
        webviewTag: false,
        experimentalFeatures: false,
        navigateOnDragDrop: false,
        spellcheck: false,
        devTools: !isPackaged,
      })
    }
  })

  it('opens hidden, to be shown when there is something to see', () => {
    expect(windowOptions({ session, preload: '', isPackaged: true }).show).toBe(false)
  })
})
