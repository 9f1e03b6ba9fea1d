import { writeFileSync } from 'node:fs'
import { crc32, deflateRawSync } from 'node:zlib'

/** A file that was packed already. */
export interface Packed {
  readonly packed: Buffer
  /** Unpacked. */
  readonly size: number
  readonly sum: number
}

/** A zip archive. `lie` changes what its directory says of a file's unpacked size. */
export function zipOf(
  files: Readonly<Record<string, string | Buffer | Packed>>,
  { lie = {}, stored = false }: { readonly lie?: Readonly<Record<string, number>>; readonly stored?: boolean } = {},
): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(files)) {
    const { packed, size, sum } = typeof content === 'object' && 'packed' in content ? content : pack(content, stored)
    const head = headOf(name, { packed: packed.length, size: lie[name] ?? size, sum, method: stored ? 0 : 8 })
    parts.push(head.local, packed)
    directory.push(head.central(offset))
    offset += head.local.length + packed.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(directory.length, 8)
  end.writeUInt16LE(directory.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, central, end])
}

function pack(content: string | Buffer, isStored: boolean): Packed {
  const plain = Buffer.from(content)
  return { packed: isStored ? plain : deflateRawSync(plain, { level: 6 }), size: plain.length, sum: crc32(plain) }
}

function headOf(name: string, of: { packed: number; size: number; sum: number; method: number }) {
  const bytes = Buffer.from(name)
  const common = Buffer.alloc(26)
  common.writeUInt16LE(20, 0)
  common.writeUInt16LE(0x800, 2)
  common.writeUInt16LE(of.method, 4)
  common.writeUInt32LE(of.sum, 10)
  common.writeUInt32LE(of.packed, 14)
  common.writeUInt32LE(of.size, 18)
  common.writeUInt16LE(bytes.length, 22)
  return {
    local: Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), common, bytes]),
    central(offset: number): Buffer {
      const rest = Buffer.alloc(14)
      rest.writeUInt32LE(offset, 10)
      return Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), common, rest, bytes])
    },
  }
}

export interface SheetParts {
  readonly name: string
  /** What stands in `sheetData`. */
  readonly rows: string
  readonly state?: 'hidden' | 'veryHidden'
  readonly before?: string
  readonly after?: string
}

export interface WorkbookParts {
  readonly sheets: readonly SheetParts[]
  /** The items of the shared strings, as XML. */
  readonly strings?: readonly string[]
  /** The number formats that styles 0, 1, 2... have: an id of Excel's own, or a code. */
  readonly formats?: readonly (number | string)[]
  readonly from1904?: boolean
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'

/** The files of a workbook. */
export function workbookFiles({ sheets, strings, formats = [], from1904 }: WorkbookParts): Record<string, string> {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`
  const relations = (inside: string) => `${HEAD}<Relationships xmlns="r">${inside}</Relationships>`
  const tabs = sheets.map(
    ({ name, state }, i) =>
      `<sheet name="${name}" sheetId="${i + 1}"${state ? ` state="${state}"` : ''} r:id="rId${i + 1}"/>`,
  )
  const targets = sheets.map((_, i) => relation(`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`))
  const others = [
    relation('rIdStyles', 'styles', 'styles.xml'),
    ...(strings ? [relation('rIdStrings', 'sharedStrings', '/xl/sharedStrings.xml')] : []),
  ]
  return {
    '[Content_Types].xml': `${HEAD}<Types/>`,
    '_rels/.rels': relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${from1904 ? '<workbookPr date1904="1"/>' : ''}<sheets>${tabs.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([...targets, ...others].join('')),
    'xl/styles.xml': stylesOf(formats),
    ...(strings
      ? {
          'xl/sharedStrings.xml': `${HEAD}<sst xmlns="${MAIN}">${strings.map((one) => `<si>${one}</si>`).join('')}</sst>`,
        }
      : {}),
    ...Object.fromEntries(sheets.map((sheet, i) => [`xl/worksheets/sheet${i + 1}.xml`, sheetOf(sheet)])),
  }
}

function sheetOf({ rows, before = '', after = '' }: SheetParts): string {
  return `${HEAD}<worksheet xmlns="${MAIN}">${before}<sheetData>${rows}</sheetData>${after}</worksheet>`
}

function stylesOf(formats: readonly (number | string)[]): string {
  const own = formats.map((one, i) =>
    typeof one === 'string' ? `<numFmt numFmtId="${200 + i}" formatCode="${one}"/>` : '',
  )
  const cells = formats.map(
    (one, i) => `<xf numFmtId="${typeof one === 'string' ? 200 + i : one}" applyNumberFormat="1"/>`,
  )
  return `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts>${own.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${cells.join('')}</cellXfs></styleSheet>`
}

/** Writes a workbook to `path`. */
export function writeWorkbook(path: string, parts: WorkbookParts): void {
  writeFileSync(path, zipOf(workbookFiles(parts)))
}

/** A row of cells with their text in place, as LibreOffice and many programs write them. */
export function textRow(number: number, cells: readonly string[]): string {
  const inside = cells.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`)
  return `<row r="${number}">${inside.join('')}</row>`
}
