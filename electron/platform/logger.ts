import { appendFileSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { logFiles } from './log-file.ts'
import { renamePatientlySync } from './patient-rename.ts'
import { redact } from './redact.ts'

export interface Log {
  info(message: string, facts?: Readonly<Record<string, unknown>>): void
  warn(message: string, facts?: Readonly<Record<string, unknown>>): void
  error(message: string, facts?: Readonly<Record<string, unknown>>): void
  /** What becomes of files that are damaged. Without it they are set aside, and the log alone tells. */
  readonly damagedFiles?: DamagedFiles
}

interface DamagedFiles {
  /** They belong to the window: they stay where they are, and to read one fails. */
  readonly areLeft?: boolean
  /** Told of each one that was set aside, and whose second copy could not be read either. */
  readonly onLost?: (file: LostFile) => void
}

/** Names, not paths: both lie in the data folder. */
export interface LostFile {
  readonly name: string
  readonly keptAs: string
}

const LARGEST_BYTES = 1_000_000

/**
 * Writes JSON lines to `logs/bulkdesk.log` in `folder`, readable by the user alone; the previous file is kept as
 * `bulkdesk.old.log`. Everything goes through the redactor; request bodies and row data are never given to it.
 */
export function createLogger(folder: string): Log {
  const { current: path, earlier } = logFiles(folder)
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  let size = sizeOf(path)

  function write(level: string, message: string, facts: Readonly<Record<string, unknown>> = {}): void {
    const entry = { at: new Date().toISOString(), level, message, ...(redact(facts) as object) }
    const line = `${JSON.stringify(entry)}\n`
    try {
      if (size + line.length > LARGEST_BYTES) {
        renamePatientlySync(path, earlier)
        size = 0
      }
      appendFileSync(path, line, { mode: 0o600 })
      size += line.length
    } catch {
      // A log that cannot be written (full disk) must not take the app down with it.
    }
  }

  return {
    info: (message, facts) => write('info', message, facts),
    warn: (message, facts) => write('warn', message, facts),
    error: (message, facts) => write('error', message, facts),
  }
}

/**
 * Logs what no code caught. After an uncaught error the state of main is unknown, and Electron by itself would show a box
 * and go on sending: so the process ends. A promise that no code waits for has left the rest of main in order.
 */
export function logCrashes(log: Log, endProcess: () => void): void {
  process.on('uncaughtException', (error) => {
    log.error('an error was not caught', { error })
    endProcess()
  })
  process.on('unhandledRejection', (error) => log.error('a promise was left to fail', { error }))
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}
