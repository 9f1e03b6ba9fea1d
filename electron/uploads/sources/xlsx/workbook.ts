import type { WorkbookSheet } from '../../../../shared/csv/sources.ts'
import { damaged, refuseSource } from '../refusals.ts'
import { columnOf } from './cell-ref.ts'
import { attribute } from './xml.ts'
import type { Archive } from './zip.ts'

/** What a workbook says of its sheets. */
export interface Workbook {
  readonly sheets: readonly SheetEntry[]
  /** Days are counted from 1904 on, as Excel for Mac once did. */
  readonly isFrom1904: boolean
  /** The files beside the sheets; absent where there are none. */
  readonly strings?: string
  readonly styles?: string
}

interface SheetEntry {
  readonly name: string
  readonly isHidden: boolean
  /** Its file in the archive. */
  readonly file: string
}

const MOST_SMALL = 20_000_000
const MOST_SHEETS = 1_000

/** Reads which sheets there are. Charts and macro sheets hold no rows and are left out. */
export async function readWorkbook(archive: Archive): Promise<Workbook> {
  const root = await readRelations(archive, '_rels/.rels', '')
  const file = root.find(({ type }) => type === 'officeDocument')?.file ?? 'xl/workbook.xml'
  if (/\.bin$/i.test(file)) throw refuseSource({ reason: 'binary-excel' })
  if (!archive.has(file)) throw refuseSource({ reason: kindOfArchive(archive) })
  const relations = await readRelations(archive, relationsOf(file), folderOf(file))
  const { isFrom1904, entries } = await readSheetList(archive, file)
  const sheets = entries.flatMap(({ name, isHidden, id }) => {
    const relation = relations.find((one) => one.id === id)
    return relation?.type === 'worksheet' && archive.has(relation.file) ? [{ name, isHidden, file: relation.file }] : []
  })
  if (sheets.length === 0) throw refuseSource({ reason: 'no-sheets' })
  const fileOf = (type: string) => relations.find((one) => one.type === type && archive.has(one.file))?.file
  const [strings, styles] = [fileOf('sharedStrings'), fileOf('styles')]
  return { sheets, isFrom1904, ...(strings ? { strings } : {}), ...(styles ? { styles } : {}) }
}

function kindOfArchive(archive: Archive): 'binary-excel' | 'open-document' | 'no-workbook' {
  if (archive.has('xl/workbook.bin')) return 'binary-excel'
  return archive.has('content.xml') ? 'open-document' : 'no-workbook'
}

interface Relation {
  readonly id: string
  /** The last word of its type's address, which differs between the two editions of the format before that. */
  readonly type: string
  readonly file: string
}

async function readRelations(archive: Archive, name: string, folder: string): Promise<readonly Relation[]> {
  if (!archive.has(name)) return []
  const relations: Relation[] = []
  const open = (tag: string, attributes: string) => {
    if (tag !== 'Relationship' || attribute(attributes, 'TargetMode') === 'External') return
    const [id, type, target] = ['Id', 'Type', 'Target'].map((one) => attribute(attributes, one))
    if (id && type && target)
      relations.push({ id, type: type.slice(type.lastIndexOf('/') + 1), file: resolve(folder, target) })
  }
  await archive.readXml(name, { open, text: () => {}, close: () => {} }, { most: MOST_SMALL })
  return relations
}

async function readSheetList(archive: Archive, file: string) {
  const entries: { name: string; isHidden: boolean; id: string }[] = []
  let isFrom1904 = false
  const open = (tag: string, attributes: string) => {
    if (tag === 'workbookPr') isFrom1904 = isTrue(attribute(attributes, 'date1904'))
    if (tag !== 'sheet') return
    const [name, id] = [attribute(attributes, 'name'), attribute(attributes, 'id')]
    if (name === undefined || id === undefined || entries.length >= MOST_SHEETS) throw damaged()
    entries.push({ name, id, isHidden: (attribute(attributes, 'state') ?? 'visible') !== 'visible' })
  }
  await archive.readXml(file, { open, text: () => {}, close: () => {} }, { most: MOST_SMALL })
  return { entries, isFrom1904 }
}

/** The sheets as they are offered: with the size that each notes at its beginning. */
export async function listSheets(archive: Archive): Promise<readonly WorkbookSheet[]> {
  const { sheets } = await readWorkbook(archive)
  const listed: WorkbookSheet[] = []
  for (const [index, { name, isHidden, file }] of sheets.entries()) {
    listed.push({ index, name, isHidden, ...(await readSize(archive, file)) })
  }
  return listed
}

async function readSize(archive: Archive, file: string): Promise<{ rows?: number; columns?: number }> {
  let size: { rows?: number; columns?: number } = {}
  let isOver = false
  const open = (tag: string, attributes: string) => {
    if (tag === 'sheetData') isOver = true
    if (tag !== 'dimension') return
    const [from, to = from] = (attribute(attributes, 'ref') ?? '').split(':')
    const rows = Number(to?.replace(/^\D+/, ''))
    if (rows > 1 || from !== to) size = { rows, columns: columnOf(to ?? '') + 1 }
  }
  await archive.readXml(file, { open, text: () => {}, close: () => {} }, { isEnough: () => isOver })
  return size
}

export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true'
}

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/') + 1)
}

function relationsOf(file: string): string {
  return `${folderOf(file)}_rels/${file.slice(folderOf(file).length)}.rels`
}

/** A target is named from the folder of the file that names it, or from the root of the archive. */
function resolve(folder: string, target: string): string {
  return new URL(target, `x://a/${folder}`).pathname.slice(1)
}
