import { execFileSync } from 'node:child_process'
import { accessSync, constants, readdirSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'

const LINUX_NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge']
const MAC_APPS = ['Google Chrome', 'Chromium', 'Microsoft Edge']
const WINDOWS_PATHS = [
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Chromium', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
]

/** Where a Chromium or Chrome of this machine is; undefined when it has none. `BULKDESK_CHROMIUM` names another. */
export function findChromium(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  if (env.BULKDESK_CHROMIUM) return env.BULKDESK_CHROMIUM
  return candidates(env, platform).find(isExecutable)
}

function candidates(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string[] {
  if (platform === 'darwin') {
    const folders = ['/Applications', join(env.HOME ?? '/', 'Applications')]
    return folders.flatMap((folder) => MAC_APPS.map((name) => join(folder, `${name}.app`, 'Contents', 'MacOS', name)))
  }
  if (platform === 'win32') {
    const folders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(
      (folder) => folder !== undefined,
    )
    return folders.flatMap((folder) => WINDOWS_PATHS.map((path) => join(folder, ...path)))
  }
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean)
  return LINUX_NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** `156.0.8078.79`; Chrome on Windows does not say, but keeps a folder of that name. */
export function chromiumVersion(executable: string): string {
  const text =
    process.platform === 'win32'
      ? readdirSync(dirname(executable)).join(' ')
      : execFileSync(executable, ['--version', '--no-sandbox'], {
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'ignore'],
        })
  return /\d+(?:\.\d+){3}/.exec(text)?.[0] ?? 'unknown'
}
