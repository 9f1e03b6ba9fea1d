import { readFileSync } from 'node:fs'
import type * as Electron from 'electron'
import { NotImplementedError } from './strict.ts'

/** What the window's page always is here: asking for anything else throws, so that it cannot be believed to hold. */
const PAGE_IS: Readonly<Record<string, boolean>> = {
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
  devTools: true,
}

/** The preload script's source, once the other preferences are known to be those of the stand-in's page. */
export function readPreload({ session: _session, preload, ...others }: Electron.WebPreferences): string | undefined {
  for (const [name, value] of Object.entries(others)) {
    if (!(name in PAGE_IS)) throw new NotImplementedError(`webPreferences.${name}`)
    if (value !== PAGE_IS[name]) throw new NotImplementedError(`webPreferences.${name}: ${value}`)
  }
  return preload ? readFileSync(preload, 'utf8') : undefined
}
