import { ftruncateSync, writeSync } from 'node:fs'
import type { CsvFlavour } from '../../shared/csv/csv.ts'
import { throwDiskError } from '../platform/disk-errors.ts'
import { serveWorker } from '../platform/worker-link.ts'
import { CSV_STYLES } from './pages/csv-line.ts'
import { columnsOfPage } from './pages/page-columns.ts'
import { createPageTranscoder } from './pages/page-transcoder.ts'
import { headerLine, type PageFactsForSaving } from './pages/page-writer.ts'
import type { PageTranscoder } from './pages/transcoded-page.ts'

let transcoder: PageTranscoder | undefined
let fileDescriptor = -1
let position = 0
let ready: Uint8Array = new Uint8Array(0)

/** Writes straight to the file that main has opened: a slow disk stalls this thread only, and no page is copied around. */
const methods = {
  begin(fd: number, columns: readonly string[], flavour: CsvFlavour): void {
    fileDescriptor = fd
    position = 0
    try {
      ftruncateSync(fd, 0)
    } catch (error) {
      throwDiskError(error)
    }
    transcoder = createPageTranscoder(columns, CSV_STYLES[flavour])
    writeAll(headerLine(columns, flavour))
  },
  columnsOf: (page: Uint8Array, known: readonly string[]): readonly string[] => columnsOfPage(asBuffer(page), known),
  prepare(page: Uint8Array): PageFactsForSaving {
    if (!transcoder) throw new Error('begin comes first')
    const { csv, rowEnds: _rowEnds, ...facts } = transcoder.transcode(asBuffer(page))
    ready = csv
    return facts
  },
  /** Writes the page that was prepared last; gives the size of the file. */
  write(): number {
    writeAll(ready)
    ready = new Uint8Array(0)
    return position
  },
}

export type CsvPageMethods = typeof methods

function writeAll(bytes: Uint8Array): void {
  try {
    for (let at = 0; at < bytes.length; ) {
      at += writeSync(fileDescriptor, bytes, at, bytes.length - at, position + at)
    }
    position += bytes.length
  } catch (error) {
    throwDiskError(error)
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

serveWorker(methods)
