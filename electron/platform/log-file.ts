import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Where the log of a user-data folder is: the file of today, and the one before it. */
export function logFiles(folder: string): { readonly current: string; readonly earlier: string } {
  const logs = join(folder, 'logs')
  return { current: join(logs, 'bulkdesk.log'), earlier: join(logs, 'bulkdesk.old.log') }
}

/** The lines of the log, the oldest first. A file that is not there has none. Rejects with what the disk says. */
export async function readLogLines(folder: string): Promise<readonly string[]> {
  const { current, earlier } = logFiles(folder)
  const texts = await Promise.all([earlier, current].map(readOrNothing))
  return texts.flatMap((text) => text.split('\n')).filter((line) => line !== '')
}

async function readOrNothing(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
}
