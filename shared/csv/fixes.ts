import type { booleanForm, columnFix, dateOrder, decimalMark, fix, wideFix } from '../contract/schemas/fixes.ts'
import type { Shape } from '../contract/schemas/shape.ts'
import { isoDate } from './fix-date.ts'

/** A change that the user wants made to the rows of a file, before they are checked and sent. */
export type Fix = Shape<typeof fix>
/** A change to every cell of one column that it fits. */
export type ColumnFix = Shape<typeof columnFix>
/** A change that is made wherever it fits, in the whole file. */
export type WideFix = Shape<typeof wideFix>
export type DuplicatesFix = Extract<Fix, { kind: 'duplicates' }>
export type DateOrder = Shape<typeof dateOrder>
export type BooleanForm = Shape<typeof booleanForm>
export type DecimalMark = Shape<typeof decimalMark>

/**
 * What a fix did, for the check page and the receipt. It names a column and counts; the text of a row that was edited is
 * not kept.
 */
export type FixFacts = (
  | { readonly kind: 'trim' }
  | { readonly kind: 'date'; readonly order: DateOrder }
  | { readonly kind: 'replace'; readonly values: readonly string[]; readonly by: string }
  | { readonly kind: 'boolean'; readonly form: BooleanForm }
  | { readonly kind: 'number'; readonly decimal: DecimalMark }
  | { readonly kind: 'duplicates'; readonly keep: 'first' | 'last' }
  /** Rows that were edited; of very many the first. */
  | { readonly kind: 'rows'; readonly rows: readonly number[] }
) & {
  /** The name of the column; absent of edited rows. */
  readonly column?: string
  /** Cells it changed, also in rows that another fix left out; rows it left out; of edited rows how many there are. */
  readonly count: number
}

/** How many examples a preview has at most. */
export const MOST_EXAMPLES = 5

/** What a fix would do to the whole file. */
export interface FixPreview {
  /** Cells that would change, or rows that would be left out. */
  readonly count: number
  /** Filled cells of the column that the fix cannot read, and leaves as they are. */
  readonly unread: number
  /** The first changes with different texts. `after` is absent where the row would be left out. */
  readonly examples: readonly { readonly row: number; readonly before: string; readonly after?: string }[]
  /** The first texts that the fix cannot read. */
  readonly unreadExamples: readonly string[]
}

/** A row that is held back, or of which something is in doubt, with the cells as they would be sent. */
export interface RowToFix {
  /** 1-based, in the user's file. */
  readonly row: number
  readonly isHeldBack: boolean
  readonly reason: string
  readonly cells: readonly string[]
}

/** Whether a fix changes cells of a column. */
export function isColumnFix(fix: Fix): fix is ColumnFix {
  return fix.kind !== 'row' && fix.kind !== 'duplicates'
}

/**
 * The text a cell has after a fix: the same where there is nothing to change. Undefined where the text is filled and the
 * fix cannot read it, so that the cell stays as it is.
 */
export function fixCell(fix: ColumnFix, text: string): string | undefined {
  switch (fix.kind) {
    case 'trim':
      return text.trim()
    case 'replace':
      return fix.values.includes(text) ? fix.by : text
    case 'date':
      return text.trim() === '' ? text : isoDate(text.trim(), fix.order)
    case 'boolean':
      return text.trim() === '' ? text : yesOrNo(text.trim(), fix.form)
    case 'number':
      return text.trim() === '' ? text : plainNumber(text.trim(), fix.decimal)
  }
}

/** Hears what a fix makes of a cell; `after` is undefined where the fix cannot read it. */
export type OnFixedCell = (fix: ColumnFix, before: string, after: string | undefined) => void

/**
 * The cells of a row after fixes, one after the other. `row` is 1-based; `columns` are those of the header. A fix of a
 * column leaves a row alone that has more or fewer cells: nobody knows which of them is the column's.
 */
export function fixRow(
  fixes: readonly Fix[],
  { row, cells, columns }: { readonly row: number; readonly cells: readonly string[]; readonly columns: number },
  onCell?: OnFixedCell,
): readonly string[] {
  let fixed = cells
  for (const fix of fixes) {
    if (fix.kind === 'row') {
      if (fix.row === row) fixed = fix.cells
    } else if (isColumnFix(fix) && fixed.length === columns) {
      fixed = fixed.with(fix.column, fixText([fix], fixed[fix.column] ?? '', onCell))
    }
  }
  return fixed
}

/** The text of one cell after fixes of its column, one after the other. */
export function fixText(fixes: readonly ColumnFix[], text: string, onCell?: OnFixedCell): string {
  let fixed = text
  for (const fix of fixes) {
    const after = fixCell(fix, fixed)
    onCell?.(fix, fixed, after)
    fixed = after ?? fixed
  }
  return fixed
}

const SHOWN_ROWS = 100
const SHOWN_CHARACTERS = 100

/**
 * What fixes did, in their order, the edited rows together at the end. `headers` are the names of the columns; `counts` what
 * each fix did.
 */
export function fixFacts(
  fixes: readonly Fix[],
  { headers, counts }: { readonly headers: readonly string[]; readonly counts: readonly number[] },
): readonly FixFacts[] {
  const wide = fixes.flatMap((fix, at) => {
    if (fix.kind === 'row') return []
    const { column, ...rest } = fix
    const name = headers[column]
    return [{ ...shortened(rest), ...(name ? { column: name } : {}), count: counts[at] ?? 0 }]
  })
  const rows = [...new Set(fixes.flatMap((fix) => (fix.kind === 'row' ? fix.row : [])))].sort((a, b) => a - b)
  if (rows.length === 0) return wide
  return [...wide, { kind: 'rows', rows: rows.slice(0, SHOWN_ROWS), count: rows.length }]
}

function shortened<F extends { readonly kind: string }>(fix: F): F {
  if (!('values' in fix) || !('by' in fix)) return fix
  const short = (text: unknown) => String(text).slice(0, SHOWN_CHARACTERS)
  const values = Array.isArray(fix.values) ? fix.values.map(short) : []
  return { ...fix, values, by: short(fix.by) }
}

/** What tells rows apart for `duplicates`; undefined of a blank cell, which repeats nothing. */
export function duplicateKey({ ignoreCase }: DuplicatesFix, cell: string | undefined): string | undefined {
  const text = cell?.trim() ?? ''
  if (text === '') return undefined
  return ignoreCase ? text.toLowerCase() : text
}

const YES: ReadonlySet<string> = new Set([
  'true',
  't',
  'yes',
  'y',
  '1',
  'on',
  'ja',
  'oui',
  'si',
  'sí',
  'sim',
  'wahr',
  'vrai',
])
const NO: ReadonlySet<string> = new Set(['false', 'f', 'no', 'n', '0', 'off', 'nein', 'non', 'não', 'falsch', 'faux'])
const FORMS: Readonly<Record<BooleanForm, readonly [yes: string, no: string]>> = {
  'true-false': ['true', 'false'],
  'yes-no': ['Yes', 'No'],
  'one-zero': ['1', '0'],
}

function yesOrNo(text: string, form: BooleanForm): string | undefined {
  const word = text.toLowerCase()
  const [yes, no] = FORMS[form]
  return YES.has(word) ? yes : NO.has(word) ? no : undefined
}

/** Groups of three digits between the same marks, or digits alone; then the decimals. No group begins with a zero: `0.123` has decimals. */
const NUMBERS: Readonly<Record<DecimalMark, RegExp>> = {
  comma: /^([+-]?)([1-9]\d{0,2}(?:([.’' \u00a0\u202f])\d{3}(?:\3\d{3})*)|\d+)(?:,(\d+))?$/,
  point: /^([+-]?)([1-9]\d{0,2}(?:([,’' \u00a0\u202f])\d{3}(?:\3\d{3})*)|\d+)(?:\.(\d+))?$/,
}

/** `1234.56` of `1.234,56`. Zeros in front and behind stay. */
function plainNumber(text: string, decimal: DecimalMark): string | undefined {
  const found = NUMBERS[decimal].exec(text)
  if (!found) return undefined
  const [, sign = '', whole = '', , decimals] = found
  return `${sign}${whole.replace(/\D/g, '')}${decimals === undefined ? '' : `.${decimals}`}`
}

/** The row of the user's file (1-based) that stands in this row of a copy from which rows were left out. */
export function rowInFile(rowInCopy: number, leftOut: Uint32Array): number {
  let low = 0
  let high = leftOut.length
  // Before row r of the file, as many rows were left out as there are numbers below r.
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((leftOut[middle] ?? 0) - middle <= rowInCopy) low = middle + 1
    else high = middle
  }
  return rowInCopy + low
}
