import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Papa from 'papaparse'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { RunSaveApi } from '../../../shared/contract/calls/run-saves.ts'
import type { SaveFormat, SaveRequest } from '../../../shared/contract/run.ts'
import type { Transfer } from '../../../shared/contract/transfer.ts'
import { type Simulator, startSimulator } from '../../../simulator/simulator.ts'
import { createTestClient } from '../../eloqua/http/testing/test-client.ts'
import { openLeftovers } from '../../platform/leftovers.ts'
import { SILENT_LOG } from '../../testing/memory-log.ts'
import { createTransferBook } from '../../transfers/transfer-book.ts'
import { createSourceFiles } from '../../uploads/check/source-files.ts'
import { type ExportedSync, exportRows } from '../testing/export-sync.ts'
import { createRunDesk, type RunDesk } from '../testing/run-desk.ts'
import { createRunSaves } from './save-api.ts'
import { readSheet, readZip } from './testing/read-xlsx.ts'

let simulator: Simulator
let sync: ExportedSync
let desk: RunDesk
let runId: string

beforeAll(async () => {
  simulator = await startSimulator({ speed: 'instant', contacts: 100, rows: 4_000 })
  sync = await exportRows(simulator)
  desk = createRunDesk(createTestClient(simulator.origin), undefined, {
    views: {
      numbersOf: async () => [],
      rowsOf: async () => Uint32Array.of(7, 3, 3_999),
      release: async () => undefined,
    },
  })
  runId = (await desk.api.openRun({ syncId: sync.syncId, what: 'data' })).runId
}, 30_000)
afterAll(async () => {
  await desk.close()
  await simulator.close()
})

let target: string
let opened: string[]
let saves: RunSaveApi
let transfers: ReturnType<typeof createTransferBook>
const files = createSourceFiles()

beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'saves-'))
  target = join(folder, 'out')
  opened = []
  transfers = createTransferBook(() => undefined)
  const made = createRunSaves({
    ...{ runs: desk, transfers, separator: ';', log: SILENT_LOG },
    leftovers: openLeftovers(join(mkdtempSync(join(tmpdir(), 'record-')), 'left.json'), SILENT_LOG),
    desktop: { askSavePath: async ({ extension }) => `${target}.${extension}` },
    openDataFile: async (path) => void opened.push(path),
    takeFile: files.take,
    saveParquet: async () => 0,
    listFolder: join(folder, 'lists'),
  })
  saves = made.api
})

async function save(request: Omit<SaveRequest, 'runId'>): Promise<Transfer> {
  const started = await saves.saveRun({ runId, ...request })
  for (;;) {
    const transfer = transfers.list().find(({ transferId }) => transferId === started?.transferId)
    if (transfer && ['done', 'failed', 'cancelled'].includes(transfer.state)) return transfer
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

const parse = (text: string, delimiter = ','): string[][] =>
  Papa.parse<string[]>(text.replace(/^\ufeff/, ''), { delimiter, skipEmptyLines: true }).data

describe('saving a run', () => {
  it('as raw CSV writes every row as it is, and opens the file on demand', async () => {
    const { state, message, transferId } = await save({ format: 'raw' })
    expect([state, message]).toEqual(['done', expect.stringContaining('4,000 rows')])
    expect(parse(readFileSync(`${target}.csv`, 'utf8'))).toEqual([sync.columns, ...sync.rows])
    await saves.openSavedFile({ transferId })
    expect(opened).toEqual([`${target}.csv`])
  })

  it('as CSV for Excel separates as the system does', async () => {
    await save({ format: 'excel-csv' })
    expect(parse(readFileSync(`${target}.csv`, 'utf8'), ';').length).toBe(4_001)
  })

  it('takes the rows of a view in its order, and the columns that are asked for', async () => {
    expect((await save({ format: 'raw', viewId: 'v', columns: [2, 0] })).state).toBe('done')
    const chosen = [7, 3, 3_999].map((row) => [sync.rows[row]?.[2], sync.rows[row]?.[0]])
    expect(parse(readFileSync(`${target}.csv`, 'utf8'))).toEqual([[sync.columns[2], sync.columns[0]], ...chosen])
  })

  it('as .xlsx writes a selection as text', async () => {
    await save({ format: 'xlsx', boxes: [{ firstRow: 10, lastRow: 12, columns: [0, 1] }] })
    const sheet =
      readZip(readFileSync(`${target}.xlsx`))
        .get('xl/worksheets/sheet1.xml')
        ?.toString('utf8') ?? ''
    expect(readSheet(sheet).slice(1)).toEqual(sync.rows.slice(10, 13).map((row) => row.slice(0, 2)))
  })

  it.each(['raw', 'excel-csv', 'xlsx'] satisfies SaveFormat[])(
    'leaves nothing behind when %s is canceled',
    async (format) => {
      const started = await saves.saveRun({ runId, format })
      transfers.actions(started?.transferId ?? '')?.cancel?.()
      while (transfers.list()[0]?.state !== 'cancelled') await new Promise((resolve) => setTimeout(resolve, 2))
      expect(readdirSync(join(target, '..'))).toEqual([])
    },
  )

  it('says what an .xlsx would do, and makes a list of a column that can be sent', async () => {
    expect(await saves.forecastRunSave({ runId, format: 'xlsx' })).toEqual({
      rows: 4_000,
      sheets: 1,
      longCells: 0,
      waitsForRows: false,
    })
    const file = await saves.listRunValues({ runId, column: 0 })
    expect(file.name).toBe(`${sync.columns[0]}.csv`)
    expect(existsSync(files.stamp(file.fileId).path)).toBe(true)
    expect(parse(readFileSync(files.stamp(file.fileId).path, 'utf8'))).toEqual([
      [sync.columns[0]],
      ...sync.rows.map((row) => [row[0]]),
    ])
  })
})
