import { createReadStream } from 'node:fs'
import Papa from 'papaparse'
import type { PartsRequest } from '../electron/csv/engine.ts'
import type { Bench, Contest } from './bench-entry.ts'
import { engine, openFile, PART_BYTES, ROWS, type Size, TARGET, time } from './csv-file.ts'
import { peakMemoryOf } from './peak-memory.ts'

async function rowsPerSecond(size: Size, job: () => Promise<void>): Promise<number> {
  return (ROWS[size] / (await time(job))) * 1000
}

function expectRows(found: number, size: Size): void {
  if (found !== ROWS[size]) throw new Error(`${found} rows instead of ${ROWS[size]}`)
}

/** PapaParse reading a file as a stream, and nothing else. Decoded by the stream: PapaParse breaks characters in Buffers. */
function parseWithPapa(path: string, onRow: (cells: string[]) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    createReadStream(path, { encoding: 'utf8' })
      .pipe(Papa.parse(Papa.NODE_STREAM_INPUT, {}))
      .on('data', onRow)
      .on('end', resolve)
      .on('error', reject)
  })
}

function parsePlainly(path: string, size: Size): Promise<number> {
  return rowsPerSecond(size, async () => {
    let rows = -1
    await parseWithPapa(path, () => {
      rows += 1
    })
    expectRows(rows, size)
  })
}

function benchCheck(size: Size): Bench {
  return {
    name: `csv-check-${size}`,
    title: 'Full check of a file, profile included, against a plain PapaParse streaming parse of it',
    unit: 'rows/s',
    better: 'more',
    target: 5,
    ...(size === '2gb' ? { rounds: 3, onlyNamed: true } : {}),
    async prepare(): Promise<Contest> {
      const file = await openFile(size)
      return {
        ours: () =>
          rowsPerSecond(size, async () => {
            const { goodRows } = await engine.check({ ...file, onProgress: () => {} })
            expectRows(goodRows, size)
          }),
        against: () => parsePlainly(file.stamp.path, size),
      }
    },
  }
}

/** Check, then plan and hash side by side: after this the button that sends is on. */
function benchReady(size: Size): Bench {
  return {
    name: `csv-ready-${size}`,
    title: 'All that the Send button waits for (check, parts planned, file hashed) against a plain PapaParse parse',
    unit: 'rows/s',
    better: 'more',
    target: 2.5,
    ...(size === '2gb' ? { rounds: 3, onlyNamed: true } : {}),
    async prepare(): Promise<Contest> {
      const file = await openFile(size)
      const asked = { ...file, body: 'csv', maxBytes: PART_BYTES } as const
      return {
        ours: () =>
          rowsPerSecond(size, async () => {
            await engine.check({ ...file, onProgress: () => {} })
            const [plan] = await Promise.all([engine.plan(asked), engine.hash(file)])
            expectRows(
              plan.parts.reduce((sum, part) => sum + part.rows, 0),
              size,
            )
          }),
        against: () => parsePlainly(file.stamp.path, size),
      }
    },
  }
}

/** The pipeline everybody would write first: PapaParse's rows, an object each, JSON.stringify for every part. */
async function stringifyParts(path: string): Promise<number> {
  let rows: Record<string, string>[] = []
  let header: string[] | undefined
  let bytes = 0
  const flush = () => {
    bytes += Buffer.from(JSON.stringify(rows)).length
    rows = []
  }
  await parseWithPapa(path, (cells) => {
    if (!header) {
      header = cells
      return
    }
    rows.push(Object.fromEntries(header.map((name, i) => [name, cells[i] ?? ''])))
    // About 20 MB of JSON.
    if (rows.length === 55_000) flush()
  })
  flush()
  return bytes
}

async function drainParts(asked: PartsRequest): Promise<number> {
  let rows = 0
  for await (const part of engine.parts(asked)) {
    rows += part.rows
    part.release()
  }
  return rows
}

function benchJson(size: Size): Bench {
  return {
    name: `csv-to-json-${size}`,
    title: 'CSV to JSON parts of 20 MB, hashed, against PapaParse and JSON.stringify',
    unit: 'rows/s',
    better: 'more',
    target: 10,
    ...(size === '2gb' ? { rounds: 1, onlyNamed: true } : { rounds: 5 }),
    async prepare(): Promise<Contest> {
      const file = await openFile(size)
      return {
        ours: () =>
          rowsPerSecond(size, async () =>
            expectRows(await drainParts({ ...file, body: 'json', maxBytes: PART_BYTES }), size),
          ),
        against: () => rowsPerSecond(size, async () => void (await stringifyParts(file.stamp.path))),
      }
    },
  }
}

function benchMemory(size: Size): Bench {
  const limit = 300
  return {
    name: `csv-memory-${size}`,
    title: 'Peak memory of a process that checks a file and cuts it into JSON and CSV parts, against 300 MB',
    unit: 'MB',
    better: 'less',
    target: 1,
    rounds: 1,
    ...(size === '2gb' ? { onlyNamed: true } : {}),
    async prepare(): Promise<Contest> {
      const { stamp, reading, mapping } = await openFile(size)
      return {
        ours: () => peakMemoryOf({ stamp, reading, mapping, target: TARGET, maxBytes: PART_BYTES }),
        against: () => limit,
      }
    },
  }
}

const BENCHES = [benchCheck, benchReady, benchJson, benchMemory]

export const benches: readonly Bench[] = (['200mb', '2gb'] as const).flatMap((size) =>
  BENCHES.map((make) => make(size)),
)
