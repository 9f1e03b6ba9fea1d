import type { Session } from 'electron'
import { describe, expect, it } from 'vitest'
import { windowOptions } from './window-options.ts'

const session = {} as Session

describe('windowOptions', () => {
  it('gives the window no powers, in development as in a packaged build', () => {
    for (const isPackaged of [true, false]) {
      expect(windowOptions({ session, preload: '/p.cjs', isPackaged, ground: '#fff' }).webPreferences).toEqual({
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

  it('opens hidden on a ground of its own, to be shown when there is something to see', () => {
    const options = windowOptions({ session, preload: '', isPackaged: true, ground: '#16181d' })
    expect(options).toMatchObject({ show: false, backgroundColor: '#16181d' })
  })
})
