import { AppError } from '../../../shared/contract/errors.ts'
import type { Reading } from '../../../shared/csv/csv.ts'
import { fileReasons } from '../../../shared/words/reasons.ts'
import type { FileStamp } from '../engine.ts'
import { giveKernel, takeKernel } from '../kernel/kernel-shelf.ts'
import { ByteSource, type SourceOptions } from './byte-source.ts'
import { openRawFile, type RawFile } from './raw-file.ts'
import { type LateReader, RecordReader } from './record-reader.ts'

/** A file opened to be read from its first row on. */
export interface OpenRecords {
  readonly file: RawFile
  readonly reader: RecordReader
  /** The header as it stands in the file, untrimmed. Empty when the file is. */
  readonly header: readonly string[]
  /** Closes the file. The reader must not be used afterwards. */
  close(): void
}

/** Opens a file as it was when it was looked at. Throws `file-missing`, `file-unreadable` or `file-changed`. */
export function openRecords(
  stamp: FileStamp,
  reading: Reading,
  options: SourceOptions = {},
  late?: LateReader,
): OpenRecords {
  const file = openRawFile(stamp.path, stamp)
  const kernel = takeKernel()
  const close = () => {
    file.close()
    giveKernel(kernel)
  }
  try {
    kernel.call.setLooseQuotes(reading.looseQuotes ? 1 : 0)
    const source = new ByteSource(file, kernel, reading, options)
    const reader = new RecordReader(kernel, source, reading, late)
    return { file, reader, header: reader.readHeader() ?? [], close }
  } catch (error) {
    close()
    throw error
  }
}

/** Throws when the bytes read so far are not all text, or a quote never closed: nothing of such a file is sent. */
export function expectSound(reader: RecordReader): void {
  const [fault] = reader.faults
  if (fault) {
    throw new AppError({
      code: 'file-not-csv',
      message: fileReasons.damagedAt(fault),
    })
  }
  if (reader.unclosedLine === undefined && reader.headerRecord.isReadable) return
  if (reader.unclosedLine === undefined) {
    throw new AppError({ code: 'file-not-csv', message: fileReasons.headerUnreadable })
  }
  throw new AppError({
    code: 'file-not-csv',
    message: fileReasons.quoteOpen(reader.unclosedLine),
  })
}
