import { app, BrowserWindow, protocol, session } from 'electron'

/** The least that an app of this runtime can show: one window, sandboxed as ours is, with one button. */
const PAGE = '<!doctype html><title>Empty</title><button>Ready</button>'

protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }])
await app.whenReady()
const own = session.fromPartition('empty')
own.protocol.handle('app', () => new Response(PAGE, { headers: { 'content-type': 'text/html' } }))
const window = new BrowserWindow({
  show: false,
  webPreferences: { session: own, sandbox: true, contextIsolation: true },
})
window.once('ready-to-show', () => window.show())
await window.loadURL('app://bundle/index.html')
