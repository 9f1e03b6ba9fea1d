import { existsSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, createDeflateRaw } from 'node:zlib'
import { type Packed, workbookFiles, zipOf } from '../electron/uploads/sources/testing/write-workbook.ts'
import type { Bench } from './bench-entry.ts'
import { benchFolder } from './csv-data.ts'
import { peakMemoryOfWorkbook } from './workbook-memory.ts'

const ROWS = 1_000_000
const COLUMNS = [
  'Email',
  'First',
  'Last',
  'Company',
  'City',
  'Country',
  'Phone',
  'Zip',
  'Score',
  'Born',
  'Seen',
  'Note',
]
const LIMIT_MB = 400

/** The strings of the workbook as Excel writes them: each once. Emails and notes are all different. */
function* strings(): Generator<string> {
  yield '<?xml version="1.0"?><sst>'
  for (const name of COLUMNS) yield `<si><t>${name}</t></si>`
  for (let i = 0; i < 1_000; i += 1) yield `<si><t>Name ${i}</t></si>`
  for (let i = 0; i < ROWS; i += 1) {
    yield `<si><t>person.${i}@company-${i % 977}.example</t></si><si><t xml:space="preserve">Met at booth ${i}, wants a call</t></si>`
  }
  yield '</sst>'
}

function* sheet(): Generator<string> {
  yield '<?xml version="1.0"?><worksheet><sheetData><row r="1">'
  for (const [i] of COLUMNS.entries()) yield `<c r="${'ABCDEFGHIJKL'[i]}1" t="s"><v>${i}</v></c>`
  yield '</row>'
  for (let i = 0; i < ROWS; i += 1) {
    const row = i + 2
    const name = (column: string, of: number) => `<c r="${column}${row}" t="s"><v>${12 + (of % 1_000)}</v></c>`
    const number = (column: string, value: number, style: number) =>
      `<c r="${column}${row}" s="${style}"><v>${value}</v></c>`
    yield `<row r="${row}" spans="1:12"><c r="A${row}" t="s"><v>${1_012 + 2 * i}</v></c>${name('B', i)}${name('C', i * 7)}${name('D', i * 13)}${name('E', i * 3)}${name('F', i % 40)}${number('G', 491_711_000_000 + i, 0)}${number('H', i % 99_999, 1)}${number('I', (i % 1_000) / 10, 0)}${number('J', 20_000 + (i % 25_000), 2)}${number('K', 45_000 + i / 1_440, 3)}<c r="L${row}" t="s"><v>${1_013 + 2 * i}</v></c></row>`
  }
  yield '</sheetData></worksheet>'
}

async function pack(texts: Iterable<string>): Promise<Packed> {
  const deflate = createDeflateRaw({ level: 1 })
  const packed: Buffer[] = []
  deflate.on('data', (bytes: Buffer) => packed.push(bytes))
  const [size, sum] = await feed(texts, (bytes) => new Promise((done) => deflate.write(bytes, () => done())))
  await new Promise<void>((done) => deflate.on('end', done).end())
  return { packed: Buffer.concat(packed), size, sum }
}

async function feed(texts: Iterable<string>, write: (bytes: Buffer) => Promise<void>): Promise<[number, number]> {
  let [size, sum, waiting] = [0, 0, '']
  const flush = async () => {
    const bytes = Buffer.from(waiting)
    waiting = ''
    size += bytes.length
    sum = crc32(bytes, sum)
    await write(bytes)
  }
  for (const text of texts) {
    waiting += text
    if (waiting.length > 1_000_000) await flush()
  }
  await flush()
  return [size, sum]
}

async function makeWorkbook(): Promise<string> {
  const path = join(benchFolder(), 'contacts-1m.xlsx')
  if (existsSync(path)) return path
  const files = workbookFiles({
    sheets: [{ name: 'Contacts', rows: '' }],
    strings: [],
    formats: [0, '00000', 14, 22],
  })
  const large = { 'xl/sharedStrings.xml': await pack(strings()), 'xl/worksheets/sheet1.xml': await pack(sheet()) }
  writeFileSync(`${path}.partial`, zipOf({ ...files, ...large }))
  renameSync(`${path}.partial`, path)
  return path
}

export const benches: readonly Bench[] = [
  {
    name: 'source-xlsx-1m',
    title: `peak memory of making a workbook of ${ROWS.toLocaleString('en-US')} rows x ${COLUMNS.length} into rows, against ${LIMIT_MB} MB`,
    unit: 'MB',
    better: 'less',
    target: 1,
    rounds: 1,
    onlyNamed: true,
    async prepare() {
      const from = await makeWorkbook()
      const to = join(benchFolder(), 'contacts-1m-of-xlsx.csv')
      return {
        async ours() {
          const before = performance.now()
          const peak = await peakMemoryOfWorkbook({ from, to })
          const megabytes = (path: string) => Math.round(statSync(path).size / 1e6)
          const seconds = ((performance.now() - before) / 1000).toFixed(1)
          console.error(`${megabytes(from)} MB of workbook became ${megabytes(to)} MB of rows in ${seconds} s`)
          return peak
        },
        against: () => LIMIT_MB,
      }
    },
  },
]
