import type { ColumnFilter, Reading, SortKey } from '../../../../shared/contract/run-questions.ts'

/*
 * What every answer is compared with: the plainest code that does the same on an array of rows. It knows nothing of SQL.
 */

export type Rows = readonly (readonly string[])[]

/** Lower case, character by character: what a database does, where JavaScript looks at the word around a character. */
function fold(text: string): string {
  return Array.from(text, (char) => (char === 'İ' ? 'i' : char.toLowerCase())).join('')
}

/** Texts by their code points, as their UTF-8 bytes are ordered. */
function compareTexts(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right))
}

interface Exact {
  readonly digits: bigint
  /** How many of the digits are decimals. */
  readonly scale: number
}

function exactNumber(text: string): Exact | undefined {
  const [, sign, whole, decimals = ''] = /^([+-]?)(\d{1,40})(?:\.(\d+))?$/.exec(text) ?? []
  if (whole === undefined) return undefined
  return { digits: BigInt(`${whole}${decimals}`) * (sign === '-' ? -1n : 1n), scale: decimals.length }
}

function compareNumbers(left: Exact, right: Exact): number {
  const scale = Math.max(left.scale, right.scale)
  const [a, b] = [left, right].map((it) => it.digits * 10n ** BigInt(scale - it.scale))
  return Number(a) === Number(b) && a === b ? 0 : (a ?? 0n) < (b ?? 0n) ? -1 : 1
}

/** Microseconds, or undefined. Year first: `2026-11-28`, then perhaps a time of day, then perhaps `Z`. */
export function readDate(text: string, as: Exclude<Reading, 'text' | 'number'>): number | undefined {
  return as === 'date' ? readYearFirst(text) : readSlashed(text, as)
}

function readYearFirst(text: string): number | undefined {
  const found = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?Z?)?$/.exec(text)
  if (!found) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found
    .slice(1, 7)
    .map((part) => Number(part ?? 0))
  return micros({ year, month, day, hour, minute, second }, found[7] ?? '')
}

function readSlashed(text: string, as: 'month-first' | 'day-first'): number | undefined {
  const found = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: (\d{1,2}):(\d\d)(?::(\d\d))?(?: ?([AaPp])[Mm])?)?$/.exec(text)
  if (!found) return undefined
  const [first = 0, other = 0, year = 0, hour = 0, minute = 0, second = 0] = found
    .slice(1, 7)
    .map((part) => Number(part ?? 0))
  const [month, day] = as === 'month-first' ? [first, other] : [other, first]
  const half = found[7]?.toLowerCase()
  if (half && (hour < 1 || hour > 12)) return undefined
  const of24 = half === 'p' ? (hour % 12) + 12 : half === 'a' ? hour % 12 : hour
  return micros({ year, month, day, hour: of24, minute, second }, '')
}

interface Moment {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
}

function micros({ year, month, day, hour, minute, second }: Moment, fraction: string): number | undefined {
  if (hour > 23 || minute > 59 || second > 59) return undefined
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined
  const millis = date.getTime() + ((hour * 60 + minute) * 60 + second) * 1000
  return millis * 1000 + Number(fraction.padEnd(6, '0').slice(0, 6))
}

export function holds(cell: string, text: string, matchCase = false): boolean {
  return matchCase ? cell.includes(text) : fold(cell).includes(fold(text))
}

/** Whether a cell can be read as the reading says. Blank cells cannot. */
export function isReadable(cell: string, as: Reading): boolean {
  if (cell === '') return false
  if (as === 'text') return true
  return as === 'number' ? exactNumber(cell) !== undefined : readDate(cell, as) !== undefined
}

export function passes(row: readonly string[], { column, test }: ColumnFilter): boolean {
  const cell = String(row[column])
  const isNot = 'not' in test && test.not === true
  return isNot !== passesPlainly(cell, test)
}

function passesPlainly(cell: string, test: ColumnFilter['test']): boolean {
  if (test.kind === 'blank') return cell === ''
  if (test.kind === 'one-of') return test.values.includes(cell)
  if (test.kind === 'range') return isInRange(cell, test)
  const [left, right] = test.matchCase ? [cell, test.text] : [fold(cell), fold(test.text)]
  if (test.kind === 'contains') return left.includes(right)
  if (test.kind === 'equals') return left === right
  return test.kind === 'starts' ? left.startsWith(right) : left.endsWith(right)
}

function isInRange(cell: string, { as, from, to }: Extract<ColumnFilter['test'], { kind: 'range' }>): boolean {
  if (!isReadable(cell, as)) return false
  const isAfter = (bound: string): boolean => {
    const [left, right] = [cell, bound]
    if (as === 'text') return compareTexts(fold(left), fold(right)) >= 0
    return as === 'number'
      ? compare(left, right, as) >= 0
      : Number(readDate(left, as)) >= Number(readDate(right, 'date'))
  }
  const isBefore = (bound: string): boolean => {
    if (as === 'text') return compareTexts(fold(cell), fold(bound)) <= 0
    if (as === 'number') return compare(cell, bound, as) <= 0
    const wholeDay = /^\d{4}-\d\d-\d\d$/.test(bound) ? 86_400_000_000 - 1 : 0
    return Number(readDate(cell, as)) <= Number(readDate(bound, 'date')) + wholeDay
  }
  return (from === undefined || isAfter(from)) && (to === undefined || isBefore(to))
}

function compare(left: string, right: string, as: Reading): number {
  if (as === 'text') return compareTexts(fold(left), fold(right))
  if (as !== 'number') return Number(readDate(left, as)) - Number(readDate(right, as))
  const [a, b] = [exactNumber(left), exactNumber(right)]
  return a && b ? compareNumbers(a, b) : Number.NaN
}

/** Numbers of the rows in order. Without a value: the unreadable, then the blank, in whatever direction. */
export function sorted(rows: Rows, numbers: readonly number[], sort: readonly SortKey[]): readonly number[] {
  const rank = (cell: string, as: Reading): number => (isReadable(cell, as) ? 0 : cell === '' ? 2 : 1)
  return numbers.toSorted((left, right) => {
    for (const { column, as, descending } of sort) {
      const [a, b] = [String(rows[left]?.[column]), String(rows[right]?.[column])]
      const byRank = rank(a, as) - rank(b, as)
      if (byRank !== 0) return byRank
      const byValue = rank(a, as) === 0 ? compare(a, b, as) : 0
      if (byValue !== 0) return descending ? -byValue : byValue
    }
    return left - right
  })
}

export function countValues(cells: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1)
  return counts
}

/** Most frequent first, then by text. */
export function ranked(
  counts: ReadonlyMap<string, number>,
): readonly { readonly value: string; readonly count: number }[] {
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((left, right) => right.count - left.count || compareTexts(left.value, right.value))
}
