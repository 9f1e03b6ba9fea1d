import { createReadStream, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RunFacts, SegmentFacts } from '../electron/runs/query/engine/run-facts.ts'
import { benchFolder, HEADER, makeContactsCsv } from './csv-data.ts'

const SEGMENT_BYTES = 64 * 1024 * 1024

/** The contacts of `makeContactsCsv` as a complete run: segments without a header, LF, closed behind 64 MB. Made once. */
export async function makeRun(rows: number): Promise<RunFacts> {
  const folder = join(benchFolder(), `run-${rows}`)
  const list = join(folder, 'segments.json')
  if (!existsSync(list)) {
    const partial = `${folder}.partial`
    rmSync(partial, { recursive: true, force: true })
    mkdirSync(partial)
    const segments = await writeSegments(makeContactsCsv(rows).path, partial)
    writeFileSync(join(partial, 'segments.json'), JSON.stringify(segments))
    rmSync(folder, { recursive: true, force: true })
    renameSync(partial, folder)
  }
  const { default: segments } = (await import(list, { with: { type: 'json' } })) as { default: readonly SegmentFacts[] }
  const here = segments.map((segment) => ({ ...segment, file: join(folder, segment.file) }))
  return { runId: `run-${rows}`, generation: 1, columns: HEADER.length, segments: here }
}

/** Of the file's line ends those of rows have a CR, and those in quotes have none. */
async function writeSegments(path: string, folder: string): Promise<readonly SegmentFacts[]> {
  const segments: SegmentFacts[] = []
  let lines: string[] = []
  let bytes = 0
  const close = (): void => {
    if (lines.length === 0) return
    const file = `rows-${segments.length + 1}.csv`
    const text = `${lines.join('\n')}\n`
    writeFileSync(join(folder, file), text)
    segments.push({ file, rows: lines.length, bytes: Buffer.byteLength(text), isClosed: true })
    lines = []
    bytes = 0
  }
  let rest = ''
  let isHeader = true
  for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 20 })) {
    const parts = `${rest}${String(chunk)}`.split('\r\n')
    rest = parts.pop() ?? ''
    for (const line of isHeader ? parts.slice(1) : parts) {
      lines.push(line)
      bytes += line.length + 1
      if (bytes >= SEGMENT_BYTES) close()
    }
    isHeader = false
  }
  close()
  return segments
}
