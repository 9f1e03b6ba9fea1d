import { unpacksToTooMuch } from '../refusals.ts'
import { type CellFormat, cellFormat, GENERAL } from './cell-format.ts'
import { attribute } from './xml.ts'
import type { Archive } from './zip.ts'

/** Excel's own limit. */
const MOST_STYLES = 65_536

/** The number format of each cell style, by the number that cells name it by. */
export async function readFormats(archive: Archive, file: string | undefined): Promise<readonly CellFormat[]> {
  if (file === undefined) return []
  const codes = new Map<number, string>()
  const ids: number[] = []
  let isInCells = false
  const open = (tag: string, attributes: string) => {
    if (tag === 'cellXfs') isInCells = true
    const code = tag === 'numFmt' ? attribute(attributes, 'formatCode') : undefined
    if (code !== undefined) codes.set(Number(attribute(attributes, 'numFmtId')), code)
    if (tag === 'xf' && isInCells) ids.push(Number(attribute(attributes, 'numFmtId') ?? 0))
    if (ids.length > MOST_STYLES || codes.size > MOST_STYLES) throw unpacksToTooMuch()
  }
  const close = (tag: string) => {
    if (tag === 'cellXfs') isInCells = false
  }
  await archive.readXml(file, { open, text: () => {}, close }, { most: 100_000_000 })
  const known = new Map<number, CellFormat>()
  return ids.map((id) => {
    const found = known.get(id) ?? formatOf(id, codes.get(id))
    known.set(id, found)
    return found
  })
}

/** A format that nobody can read is none: the number goes out with all its digits. */
function formatOf(id: number, code: string | undefined): CellFormat {
  try {
    return cellFormat(id, code)
  } catch {
    return code === undefined ? GENERAL : { kind: 'pattern', pattern: code }
  }
}
