/** Most rows of a sheet, its header included, and most UTF-16 units of a cell: Excel's own limits. */
export const MOST_SHEET_ROWS = 1_048_576
export const MOST_CELL_UNITS = 32_767

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Begins a sheet whose first row stays in view. */
export const SHEET_START = `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`
/** Without the second part Excel marks each number that is text as an error. */
export const SHEET_END =
  '</sheetData><ignoredErrors><ignoredError sqref="A1:XFD1048576" numberStoredAsText="1"/></ignoredErrors></worksheet>'

/** The parts beside the sheets, by their names in the file. */
export function otherParts(sheets: number): readonly (readonly [name: string, text: string])[] {
  const numbers = Array.from({ length: sheets }, (_, at) => at + 1)
  const sheetTypes = numbers
    .map((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${TYPES}.worksheet+xml"/>`)
    .join('')
  const relations = numbers
    .map((n) => `<Relationship Id="rId${n}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${n}.xml"/>`)
    .join('')
  const list = numbers.map((n) => `<sheet name="${sheetName(n)}" sheetId="${n}" r:id="rId${n}"/>`).join('')
  return [
    [
      '[Content_Types].xml',
      `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/>${sheetTypes}</Types>`,
    ],
    [
      '_rels/.rels',
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    ['xl/workbook.xml', `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${list}</sheets></workbook>`],
    [
      'xl/_rels/workbook.xml.rels',
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${relations}<Relationship Id="rId${sheets + 1}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    ],
    ['xl/styles.xml', STYLES],
  ]
}

/** Format 49 is "Text": a cell that is edited stays text. */
const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>`

function sheetName(n: number): string {
  return n === 1 ? 'Rows' : `Rows ${n}`
}

const PLAIN_STYLE = 1
const HEADER_STYLE = 2

/** One row, each cell as text. A blank cell is empty, so that Excel counts it as blank. */
export function sheetRow(cells: readonly string[], isHeader = false): string {
  const style = isHeader ? HEADER_STYLE : PLAIN_STYLE
  let row = '<row>'
  for (const cell of cells)
    row +=
      cell === ''
        ? '<c/>'
        : `<c t="inlineStr" s="${style}"><is><t xml:space="preserve">${escapeText(cell)}</t></is></c>`
  return `${row}</row>`
}

/** What XML cannot hold as it is; a carriage return would be read as a line feed; and text that looks like such an escape. */
const SPECIAL = /[&<>\ufffe\uffff\p{Cs}]|[^\P{Cc}\t\n]|_(?=x[0-9A-Fa-f]{4}_)/gu
const NAMED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

function escapeText(cell: string): string {
  return cell.replace(
    SPECIAL,
    (sign) => NAMED[sign] ?? `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
  )
}

/** The cell as an .xlsx takes it: cut at its limit, never within a character. */
export function cutCell(cell: string): string {
  if (cell.length <= MOST_CELL_UNITS) return cell
  const cut = cell.slice(0, MOST_CELL_UNITS)
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut
}
