import { accessSync, constants, existsSync, mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { AppError, notNow } from '../../../shared/contract/errors.ts'
import { diskReasons } from '../../../shared/words/reasons.ts'
import { newerJournalWords, setAsideWords, withoutJournalWords } from '../../../shared/words/upload-journal.ts'
import { diskTrouble } from './disk-trouble.ts'
import { NewerJournal } from './journal-file.ts'
import { openInTurn, shareJournal, whileUnused } from './journal-lock.ts'
import { openJournal, type UploadJournal } from './upload-journal.ts'

export interface OpenedJournal {
  readonly journal: UploadJournal
  /** What the user must know: a journal was set aside, or none can be written. */
  readonly trouble?: string
  /** The error behind the trouble, for the log. */
  readonly cause?: unknown
}

const NAME = 'uploads.db'

/**
 * Opens the journal of uploads so that the app starts whatever state the journal is in. One that cannot be read is set
 * aside under another name, never written over and never passed over in silence. One that a newer Bulkdesk wrote stays
 * as it is. Where no journal can be written nothing can be sent: an upload without a memory could be sent twice.
 */
export function openJournalSafely(folder: string, now: () => Date = () => new Date()): OpenedJournal {
  try {
    mkdirSync(folder, { recursive: true })
    return openInTurn(folder, () => openOrSetAside(folder, now))
  } catch (error) {
    return { ...withoutJournal(error), cause: error }
  }
}

/** As `openJournalSafely`, for a command beside the window: a journal that cannot be read is the window's to set aside. */
export function openJournalAsGuest(folder: string): OpenedJournal {
  try {
    mkdirSync(folder, { recursive: true })
    return openInTurn(folder, () => openShared(folder))
  } catch (error) {
    const isDamaged = isAboutContents(error, folder)
    const refusal = new AppError({ code: 'disk-failed', message: diskReasons.damaged(NAME) })
    return { ...withoutJournal(isDamaged ? refusal : error), cause: error }
  }
}

function openOrSetAside(folder: string, now: () => Date): OpenedJournal {
  try {
    return openShared(folder)
  } catch (error) {
    if (!isAboutContents(error, folder)) throw error
    const name = whileUnused(folder, () => moveAside(folder, now()))
    return { ...openShared(folder), trouble: setAsideWords(name), cause: error }
  }
}

function openShared(folder: string): OpenedJournal {
  const unlock = shareJournal(folder)
  try {
    const journal = openJournal(join(folder, NAME))
    const close = () => {
      journal.close()
      unlock()
    }
    return { journal: { ...journal, close } }
  } catch (error) {
    unlock()
    throw error
  }
}

/** NOTADB, CORRUPT, a schema or record that is none of ours: moving the file helps. A full or forbidden disk is different. */
function isAboutContents(error: unknown, folder: string): boolean {
  if (error instanceof NewerJournal) return false
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

/** Gives the name that the unreadable journal has now. */
function moveAside(folder: string, now: Date): string {
  const name = `uploads unreadable ${now.toISOString().replace(/[:.]/g, '-')}.db`
  for (const suffix of ['', '-journal', '-wal', '-shm']) {
    const path = join(folder, NAME + suffix)
    if (existsSync(path)) renameSync(path, join(folder, name + suffix))
  }
  return name
}

function withoutJournal(error: unknown): OpenedJournal {
  // An error that is one of ours already says why.
  const refusal = error instanceof NewerJournal ? newerJournal() : diskTrouble(error, 'The upload history')
  const refuse = (): never => {
    throw refusal
  }
  const journal: UploadJournal = {
    save: refuse,
    find: () => undefined,
    unfinished: () => [],
    ofGroup: () => [],
    list: () => ({ records: [], total: 0 }),
    endedSince: () => [],
    changesElsewhere: () => 0,
    clearEnded: refuse,
    rememberMapping: refuse,
    recallMappings: () => [],
    close: () => {},
  }
  return { journal, trouble: withoutJournalWords(refusal.message) }
}

function newerJournal(): AppError {
  return notNow(newerJournalWords())
}
