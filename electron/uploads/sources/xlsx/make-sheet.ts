import type { Problem, ProblemKind } from '../../../../shared/csv/csv.ts'
import { openPartialFile } from '../../../platform/partial-file.ts'
import { refuseSource } from '../refusals.ts'
import { createLineWriter, createNotes, createTableWriter, expectNotAmplified } from '../table-writer.ts'
import { cellName } from './cell-ref.ts'
import { readSharedStrings } from './shared-strings.ts'
import { type CellNote, SheetCells, type SheetFacts } from './sheet-cells.ts'
import { readFormats } from './styles.ts'
import { readWorkbook } from './workbook.ts'
import { type Archive, openArchive } from './zip.ts'

export interface SheetOrder {
  /** The workbook. */
  readonly from: string
  /** Of the sheet, among all. */
  readonly sheet: number
  /** The CSV file to be made. */
  readonly to: string
}

const KINDS: Readonly<Record<CellNote, ProblemKind>> = {
  error: 'sheet-errors',
  'no-result': 'sheet-no-result',
  'long-number': 'sheet-long-numbers',
  format: 'sheet-formats',
  date: 'sheet-dates',
  rounded: 'sheet-rounded',
}

/**
 * Makes a CSV file of one sheet: what its cells show, as text. Gives what there is to say of it. Rejects with
 * `source-refused` and with disk errors; then no file is left.
 */
export async function makeSheetFile(order: SheetOrder, onShare: (share: number) => void): Promise<readonly Problem[]> {
  const archive = await openArchive(order.from)
  try {
    const file = await openPartialFile(order.to)
    try {
      const notes = await writeSheet(archive, order.sheet, file.handle.fd, onShare)
      await file.finish()
      return notes
    } catch (error) {
      await file.discard()
      throw error
    }
  } finally {
    archive.close()
  }
}

async function writeSheet(archive: Archive, index: number, fd: number, onShare: (share: number) => void) {
  const { sheets, isFrom1904, ...files } = await readWorkbook(archive)
  const sheet = sheets[index]
  if (!sheet) throw refuseSource({ reason: 'no-sheets' })
  const strings = await readSharedStrings(archive, files.strings, (share) => onShare(share * 0.3))
  const formats = await readFormats(archive, files.styles)
  const notes = createNotes()
  let read = strings.bytes
  const lines = createLineWriter(fd, (bytes) => expectNotAmplified(bytes, read))
  const table = createTableWriter(lines.write)
  const cells = new SheetCells(
    { strings, formats, isFrom1904 },
    {
      row: (number, cells) => table.row(number, cells),
      note: (note, row, column, text) => notes.add(KINDS[note], () => notes.cell(cellName(column, row), text)),
    },
  )
  const from = files.strings ? 0.3 : 0
  await archive.readXml(sheet.file, cells, {
    onShare: (share) => onShare(from + share * (1 - from)),
    onBytes: (bytes) => {
      read += bytes
    },
  })
  const { rows, outside } = table.end()
  lines.flush()
  if (rows === 0) throw refuseSource({ reason: 'empty-sheet', key: sheet.name })
  addFacts(notes, cells.facts, outside, sheet.isHidden)
  return notes.problems()
}

function addFacts(notes: ReturnType<typeof createNotes>, facts: SheetFacts, outside: number, isHidden: boolean): void {
  const { merged, hiddenRows, hiddenColumns } = facts
  if (isHidden) notes.add('sheet-hidden')
  if (merged > 0) notes.add('sheet-merged', undefined, merged)
  if (hiddenRows > 0) notes.add('sheet-hidden-rows', undefined, hiddenRows)
  if (hiddenColumns > 0) notes.add('sheet-hidden-columns', undefined, hiddenColumns)
  if (outside > 0) notes.add('sheet-outside', undefined, outside)
}
