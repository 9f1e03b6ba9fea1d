import { accessSync, constants, existsSync, mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { diskTrouble } from './disk-trouble.ts'
import { lockJournal } from './journal-lock.ts'
import { NewerJournal, openJournal, type UploadJournal } from './upload-journal.ts'

export interface OpenedJournal {
  readonly journal: UploadJournal
  /** What the user must know: a journal was set aside, or none can be written. */
  readonly trouble?: string
}

const NAME = 'uploads.db'

/**
 * Opens the journal of uploads so that the app starts whatever state it is in. One that cannot be read, or that a
 * newer Bulkdesk wrote, is set aside under another name, never overwritten and never passed over in silence. Where
 * no journal can be written at all nothing can be sent: an upload without a memory could be sent twice.
 */
export function openJournalSafely(folder: string, now: () => Date = () => new Date()): OpenedJournal {
  let unlock = () => {}
  try {
    mkdirSync(folder, { recursive: true })
    unlock = lockJournal(folder)
    return unlockedAtEnd({ journal: openJournal(join(folder, NAME)) }, unlock)
  } catch (error) {
    const opened = isAboutContents(error, folder) ? setAside(folder, error, now()) : withoutJournal(error)
    return unlockedAtEnd(opened, unlock)
  }
}

function unlockedAtEnd({ journal, trouble }: OpenedJournal, unlock: () => void): OpenedJournal {
  const close = () => {
    journal.close()
    unlock()
  }
  return { journal: { ...journal, close }, ...(trouble ? { trouble } : {}) }
}

/** NOTADB, CORRUPT, a schema or record that is none of ours: moving the file helps. A full or forbidden disk is different. */
function isAboutContents(error: unknown, folder: string): boolean {
  const { code } = diskTrouble(error, '')
  // A damaged header can make SQLite call a file read-only that the system lets us write.
  if (code === 'disk-denied') return mayWrite(join(folder, NAME)) && mayWrite(folder)
  return code === 'disk-failed' && !(error instanceof Error && 'syscall' in error)
}

function mayWrite(path: string): boolean {
  try {
    accessSync(path, constants.W_OK)
    return true
  } catch {
    return false
  }
}

function setAside(folder: string, reason: unknown, now: Date): OpenedJournal {
  const isNewer = reason instanceof NewerJournal
  const stamp = now.toISOString().replace(/[:.]/g, '-')
  const name = `uploads ${isNewer ? 'of a newer Bulkdesk' : 'unreadable'} ${stamp}.db`
  try {
    for (const suffix of ['', '-wal', '-shm']) {
      const path = join(folder, NAME + suffix)
      if (existsSync(path)) renameSync(path, join(folder, name + suffix))
    }
    const journal = openJournal(join(folder, NAME))
    const why = isNewer ? 'was written by a newer Bulkdesk' : 'is damaged and cannot be read'
    const trouble = `The history of uploads ${why}. It was set aside as “${name}” and a new one begun. Uploads that were unfinished are not continued: look in Eloqua whether their rows arrived before you send them again.`
    return { journal, trouble }
  } catch (error) {
    return withoutJournal(error)
  }
}

function withoutJournal(error: unknown): OpenedJournal {
  // An error that is one of ours already says why.
  const refusal = diskTrouble(error, 'The journal of uploads')
  const refuse = (): never => {
    throw refusal
  }
  const journal: UploadJournal = {
    save: refuse,
    find: () => undefined,
    unfinished: () => [],
    list: () => ({ records: [], total: 0 }),
    endedSince: () => [],
    clearEnded: refuse,
    rememberMapping: refuse,
    recallMapping: () => undefined,
    close: () => {},
  }
  const trouble = `${refusal.message} Nothing can be sent until that is mended and Bulkdesk is started again.`
  return { journal, trouble }
}
