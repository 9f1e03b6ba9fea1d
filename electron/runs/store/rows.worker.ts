import type { CopiedCells, CopyFormat } from '../../../shared/contract/run.ts'
import { serveWorker } from '../../platform/worker-link.ts'
import { createCopyText } from './copy-text.ts'
import { type CopyBox, rowsOfBox } from './row-boxes.ts'
import { createRowReader, type RowReader } from './row-reader.ts'
import type { RowsPlace, Segment } from './segments.ts'

interface CopyJob {
  readonly segments: readonly Segment[]
  readonly boxes: readonly CopyBox[]
  readonly names: readonly string[]
  readonly format: CopyFormat
  readonly withHeader: boolean
}

/** One reader for each run that is looked at: it keeps files open. */
const readers = new Map<string, RowReader>()

const methods = {
  read: (place: RowsPlace, segments: readonly Segment[], from: number, count: number) =>
    readerOf(place).read(segments, from, count),
  pick: (place: RowsPlace, segments: readonly Segment[], numbers: readonly number[]) =>
    readerOf(place).pick(segments, numbers),
  copy(place: RowsPlace, job: CopyJob): CopiedCells & { readonly text: string } {
    const reader = readerOf(place)
    const names = (job.boxes[0]?.columns ?? []).map((column) => job.names[column] ?? '')
    const text = createCopyText(job.format, names)
    if (job.withHeader && job.format !== 'json') text.add(names)
    let [rows, cells] = [0, 0]
    for (const box of job.boxes) {
      for (const row of rowsOfBox(reader, job.segments, box)) {
        const taken = box.columns.map((column) => row[column] ?? '')
        if (!text.add(taken)) return { text: text.text(), rows, cells, isPartial: true }
        rows += 1
        cells += taken.length
      }
    }
    return { text: text.text(), rows, cells, isPartial: false }
  },
  /** Closes what is open of a folder, so that it can be removed. */
  forget(folder: string): void {
    for (const [key, reader] of readers) {
      if (!key.startsWith(`${folder}|`)) continue
      reader.close()
      readers.delete(key)
    }
  },
}

export type RowsMethods = typeof methods

function readerOf({ folder, generation }: RowsPlace): RowReader {
  const key = `${folder}|${generation}`
  const reader = readers.get(key) ?? createRowReader()
  readers.set(key, reader)
  return reader
}

serveWorker(methods)
