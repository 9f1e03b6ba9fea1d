import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { findChromium } from '../e2e/runtime/find-chromium.ts'

const root = resolve(import.meta.dirname, '..')
const electronPackage = join(root, 'node_modules', 'electron')

export interface Runtime {
  readonly name: 'electron' | 'chromium'
  /** Electron's or Chromium's binary. */
  readonly executable: string
}

export interface RuntimeQuestion {
  /** `--runtime`: this one or none. */
  readonly forced?: string | undefined
  /** Fetch Electron when there is nothing else; only where a person waits for it. */
  readonly mayFetch: boolean
}

/**
 * Electron where its binary already is; else a Chromium or Chrome of the system; else Electron, fetched by its own
 * installer. Never imports `electron`, which would fetch it behind our back.
 */
export function chooseRuntime({ forced, mayFetch }: RuntimeQuestion): Runtime {
  if (forced !== undefined && forced !== 'electron' && forced !== 'chromium') {
    throw new Error(`--runtime is electron or chromium, not "${forced}".`)
  }
  const electron = forced === 'chromium' ? undefined : findElectron()
  if (electron) return { name: 'electron', executable: electron }
  const chromium = forced === 'electron' ? undefined : findChromium()
  if (chromium) return { name: 'chromium', executable: chromium }
  if (forced !== 'chromium' && mayFetch) return { name: 'electron', executable: fetchElectron() }
  throw new Error(
    forced === 'electron'
      ? 'Electron is not here yet. Fetch it with: npx install-electron'
      : 'Neither Electron nor a Chromium or Chrome is here. Install Chromium, or fetch Electron with: npx install-electron',
  )
}

/** Electron's binary, where it has been fetched. */
export function findElectron(): string | undefined {
  const pathFile = join(electronPackage, 'path.txt')
  if (!existsSync(pathFile)) return undefined
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(electronPackage, 'dist')
  const executable = join(folder, readFileSync(pathFile, 'utf8').trim())
  return existsSync(executable) ? executable : undefined
}

function fetchElectron(): string {
  console.log('Fetching Electron (about 120 MB) …')
  spawnSync(process.execPath, [join(electronPackage, 'install.js')], { stdio: 'inherit' })
  const executable = findElectron()
  if (executable) return executable
  throw new Error('Electron could not be fetched. Installing Chromium or Chrome will do as well.')
}

export function describeRuntime({ name, executable }: Runtime): string {
  return name === 'electron' ? `runtime: Electron (${executable})` : `runtime: Chromium standing in (${executable})`
}
