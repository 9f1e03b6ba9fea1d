import { chromiumVersion, findChromium } from './find-chromium.ts'

/** Facts about this run of the stand-in that several of its modules need. */
export const host = {
  /** The project's folder: what Electron calls the app path. */
  appPath: process.cwd(),
  /** Started by a test, which answers dialogs and must see nothing of the desktop change. */
  isUnderTest: process.send !== undefined,
}

let executable: string | undefined
let version: string | undefined

export function chromiumExecutable(): string {
  executable ??= findChromium()
  if (!executable) throw new Error('There is no Chromium or Chrome on this machine.')
  return executable
}

/** To ask Chromium costs a start of Chromium: a test that starts many apps asks once, and tells in `BULKDESK_CHROMIUM_VERSION`. */
export function runningChromiumVersion(): string {
  version ??= process.env.BULKDESK_CHROMIUM_VERSION ?? chromiumVersion(chromiumExecutable())
  return version
}
