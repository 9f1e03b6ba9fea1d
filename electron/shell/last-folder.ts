import { dirname, join } from 'node:path'
import { z } from 'zod'
import { readJson, writeJson } from '../platform/atomic-json.ts'
import type { Log } from '../platform/logger.ts'

const stored = z.object({ open: z.string().optional(), save: z.string().optional() })
type Purpose = keyof z.infer<typeof stored>

/** Where the user last opened and last saved a file: Electron's dialogs start in Downloads every time. */
export interface LastFolders {
  of(purpose: Purpose): string | undefined
  note(purpose: Purpose, path: string): void
}

/** Keeps both folders in `last-folders.json` of the user-data folder. A file that cannot be read or written costs a click. */
export function keepLastFolders(userData: string, log: Log): LastFolders {
  const file = join(userData, 'last-folders.json')
  let folders = load(file, log)
  return {
    of: (purpose) => folders[purpose],
    note(purpose, path) {
      const folder = dirname(path)
      if (folders[purpose] === folder) return
      folders = { ...folders, [purpose]: folder }
      try {
        writeJson(file, folders)
      } catch (error) {
        log.warn('the last folders could not be written', { error })
      }
    },
  }
}

function load(file: string, log: Log): z.infer<typeof stored> {
  try {
    return readJson(file, (value) => stored.parse(value), log) ?? {}
  } catch (error) {
    log.warn('the last folders could not be read', { error })
    return {}
  }
}
