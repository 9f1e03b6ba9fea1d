import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { RunFacts, SegmentFacts } from '../engine/run-facts.ts'
import { createQueryEngine } from '../query-engine.ts'
import type { Rows } from './reference.ts'

let nextRun = 1

/** An engine in this process, and runs in files as a fetch leaves them. */
export function openEngineDesk() {
  // A folder whose name is full of what paths must not be taken for.
  const folder = mkdtempSync(join(tmpdir(), "bulkdesk-query [a]* it's "))
  mkdirSync(join(folder, 'work'))
  const troubles: unknown[] = []
  const engine = createQueryEngine(
    () => join(folder, 'work'),
    (trouble) => troubles.push(trouble),
  )
  onTestFinished(async () => {
    await engine.end()
    rmSync(folder, { recursive: true, force: true })
  })
  return {
    engine,
    folder,
    troubles,
    write: (rows: Rows, columns: number, ways?: Ways) => writeRun(folder, rows, columns, ways),
  }
}

interface Ways {
  /** Rows of each segment. */
  readonly segmentRows?: number
  /** The last segment is open, and more than its whole rows lies in the file. */
  readonly isOpen?: boolean
}

export function writeRun(
  folder: string,
  rows: Rows,
  columns: number,
  { segmentRows = rows.length, isOpen = false }: Ways = {},
): RunFacts {
  const runId = `run-${nextRun++}`
  const segments: SegmentFacts[] = []
  for (let from = 0; from < rows.length; from += Math.max(1, segmentRows)) {
    const part = rows.slice(from, from + Math.max(1, segmentRows))
    const isLast = from + part.length >= rows.length
    const text = part.map(csvRow).join('')
    const file = join(folder, `${runId}-${segments.length}.csv`)
    writeFileSync(file, isLast && isOpen ? `${text}"half a row` : text)
    segments.push({ file, rows: part.length, bytes: Buffer.byteLength(text), isClosed: !(isLast && isOpen) })
  }
  return { runId, generation: 1, columns, segments }
}

function csvRow(cells: readonly string[]): string {
  const written = cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
  return `${written.length === 1 && written[0] === '' ? '""' : written.join(',')}\n`
}
