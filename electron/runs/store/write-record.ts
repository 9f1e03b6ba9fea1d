import { join } from 'node:path'
import { toKnownError } from '../../platform/defects.ts'
import type { Log } from '../../platform/logger.ts'
import { openPartialFile } from '../../platform/partial-file.ts'
import { RECORD_NAME, type RunRecord } from './run-record.ts'

/** Writes a run's record beside main, one after the other; of those that wait only the newest is written. */
export interface RecordWriter {
  /** Resolves when this record or a newer one is safe on disk. Rejects with a `disk-…` code. */
  write(record: RunRecord): Promise<void>
  /** As `write`, for what the next one makes good: a failure is logged. */
  note(record: RunRecord): void
}

export function createRecordWriter(folder: string, log: Log): RecordWriter {
  let next: RunRecord | undefined
  let running: Promise<void> | undefined

  async function writeAll(): Promise<void> {
    await undefined
    while (next) {
      const record = next
      next = undefined
      const file = await openPartialFile(join(folder, RECORD_NAME))
      try {
        await file.handle.writeFile(JSON.stringify(record))
        await file.finish()
      } catch (error) {
        await file.discard()
        throw error
      }
    }
  }

  function write(record: RunRecord): Promise<void> {
    next = record
    running ??= writeAll().finally(() => {
      running = undefined
    })
    return running
  }

  return {
    write,
    note: (record) => void write(record).catch((error: unknown) => toKnownError(error, log, 'noting a run')),
  }
}
