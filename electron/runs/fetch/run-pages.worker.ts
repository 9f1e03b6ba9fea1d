import type { RunSource } from '../../../shared/contract/run.ts'
import { throwDiskError } from '../../platform/disk-errors.ts'
import { serveWorker } from '../../platform/worker-link.ts'
import { CSV_STYLES } from '../pages/csv-line.ts'
import { type CsvPage, holdSameCells, readCsvPage } from '../pages/csv-page.ts'
import { columnsOfPage } from '../pages/page-columns.ts'
import { createPageTranscoder } from '../pages/page-transcoder.ts'
import { rejectColumns, transcodeRejects } from '../pages/reject-page.ts'
import type { PageTranscoder, TranscodedPage } from '../pages/transcoded-page.ts'
import type { StoredPage } from '../store/run-record.ts'
import type { RowsPlace } from '../store/segments.ts'
import { countGoodPages, openSegments, type PageLines, type SegmentWriter } from './segment-writer.ts'

/** What can be said of a page before its rows are taken. */
export type PageFacts = Omit<TranscodedPage, 'csv' | 'rowEnds' | 'guarded'>
export type PageFormat = 'json' | 'csv'

interface OpenRun {
  readonly columns: readonly string[]
  readonly transcoder: PageTranscoder
  readonly segments: SegmentWriter
}

let open: OpenRun | undefined
let ready: (PageLines & Pick<CsvPage, 'csv'>) | undefined

/** Turns answers into rows on disk: a slow disk stalls this thread only, and no page is copied around. */
const methods = {
  /** Goes on behind those of `pages` that lie there as they were written, and gives how many those are. */
  open(place: RowsPlace, columns: readonly string[], what: RunSource['what'], pages: readonly StoredPage[]): number {
    return orDiskError(() => {
      open?.segments.close()
      const good = countGoodPages(place, pages)
      const transcoder: PageTranscoder =
        what === 'rejects'
          ? { transcode: (page) => transcodeRejects(page, columns) }
          : createPageTranscoder(columns, CSV_STYLES.exact)
      open = { columns, transcoder, segments: openSegments(place, pages.slice(0, good)) }
      return good
    })
  },
  /** `known`, and behind them the columns of this page that are new. */
  columnsOf: (page: Uint8Array, known: readonly string[], what: RunSource['what']): readonly string[] =>
    what === 'rejects' ? rejectColumns(asBuffer(page), known) : columnsOfPage(asBuffer(page), known),
  /** Takes a page apart without writing it yet. */
  prepare(page: Uint8Array, format: PageFormat): PageFacts {
    const { columns, transcoder } = opened()
    if (format === 'json') {
      const { csv, rowEnds, guarded: _guarded, ...facts } = transcoder.transcode(asBuffer(page))
      ready = { csv, rowEnds, rows: facts.rows, fingerprint: facts.fingerprint }
      return facts
    }
    const { csv, rowEnds, ...facts } = readCsvPage(asBuffer(page), columns)
    ready = { csv, rowEnds, rows: facts.rows, fingerprint: facts.fingerprint }
    return { ...facts, hasItems: true, unknownColumns: [], envelope: {} }
  },
  /** Whether this answer, which came as CSV, holds the cells of the page that was prepared last. */
  isSameAsReady(page: Uint8Array): boolean {
    try {
      return ready !== undefined && holdSameCells(ready, readCsvPage(asBuffer(page), opened().columns))
    } catch {
      return false // What cannot be read as CSV is not the same.
    }
  },
  /** Writes the page that was prepared last. */
  write(): StoredPage {
    if (!ready) throw new Error('prepare comes first')
    const page = ready
    ready = undefined
    return orDiskError(() =>
      opened().segments.append({ ...page, csv: page.csv.subarray(0, page.rowEnds[page.rows - 1] ?? 0) }),
    )
  },
  sync(): void {
    orDiskError(() => opened().segments.sync())
  },
  close(): void {
    open?.segments.close()
    open = undefined
  },
}

export type RunPagesMethods = typeof methods

function opened(): OpenRun {
  if (!open) throw new Error('open comes first')
  return open
}

function orDiskError<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throwDiskError(error)
    throw error
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

serveWorker(methods)
