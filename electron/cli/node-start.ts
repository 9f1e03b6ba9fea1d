import { homedir } from 'node:os'
import { join } from 'node:path'
import { createCredentialStore } from '../connections/credentials.ts'
import { listSeparator } from '../platform/list-separator.ts'
import { readCommandLine } from '../shell/command-line.ts'
import { createNodeNetwork } from './node-network.ts'
import { type CliStart, openDataFolder, startCli } from './start-cli.ts'

/** Follows the words of this process, on the data folder of the window. `signal`: of Ctrl-C. Gives the exit code. */
export function startOnNode(signal: AbortSignal): Promise<number> {
  return startCli(open, signal)
}

function open(): CliStart {
  const given = readCommandLine(process.argv, { isPackaged: false, folder: process.cwd() })
  const userData = given.userDataDir ?? defaultFolder()
  const log = openDataFolder(userData, { isNamed: given.userDataDir !== undefined })
  return {
    ...{ userData, log },
    words: withoutOptions(process.argv.slice(2), ['--login-url', '--user-data-dir']),
    network: createNodeNetwork({ userAgent: 'Bulkdesk/0.1.0', log }),
    store: createCredentialStore(),
    loginUrl: given.loginUrl,
    listSeparator: listSeparator(Intl.DateTimeFormat().resolvedOptions().locale),
  }
}

/** Where Electron keeps the window's. */
function defaultFolder(): string {
  const { APPDATA, XDG_CONFIG_HOME } = process.env
  const home =
    process.platform === 'win32'
      ? (APPDATA ?? join(homedir(), 'AppData', 'Roaming'))
      : process.platform === 'darwin'
        ? join(homedir(), 'Library', 'Application Support')
        : XDG_CONFIG_HOME || join(homedir(), '.config')
  return join(home, 'Bulkdesk')
}

/** What is left for the command itself. */
function withoutOptions(all: readonly string[], names: readonly string[]): readonly string[] {
  return all.filter((word, at) => {
    const isOne = names.some((name) => word === name || word.startsWith(`${name}=`))
    return !isOne && !names.includes(all[at - 1] ?? '')
  })
}
