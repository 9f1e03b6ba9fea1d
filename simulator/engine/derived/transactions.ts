import { formatTimestamp } from '../records/dates.ts'
import { COMPANY_WORDS, PLACES, PRODUCTS } from '../seed/places.ts'
import { createRandom, type Random } from '../seed/random.ts'
import { SEED_UNTIL } from '../seed/seed-instance.ts'

/**
 * Loyalty transactions are never stored: row n follows from n. Rows repeat in days of DAY_ROWS: what a row of the
 * day says is the same every day, except its number and its date. So a page is copied from one day's bytes and
 * only those digits are written anew.
 */
export const DAY_ROWS = 10_000
/** The day's number plus this gives the four leading digits of a row's id; the row of the day is the other four. */
const FIRST_DAY_DIGITS = 1_000
/** Four digits number the days. */
const MAX_DERIVED_ROWS = 50_000_000

const DAY_MS = 86_400_000
/** A day's rows lie six seconds apart between 06:00 and 22:40 UTC, so that they share a date in Eastern time too. */
const DAY_START_MS = 6 * 3_600_000
const ROW_GAP_MS = 6_000

/** What changes from day to day in a cell, and from which character on. */
export type DailyPart = { readonly kind: 'day' | 'date'; readonly at: number }

export interface DerivedColumn {
  readonly daily?: DailyPart
  /** The cell of a row; timestamps in UTC or instance time. */
  text(index: number, isUtc: boolean): string
}

export interface Transactions {
  readonly rowCount: number
  /** Undefined for a path that transactions do not have. */
  column(path: string): DerivedColumn | undefined
  /** Milliseconds since 1970 of a row's creation, which is also its last change. */
  createdAt(index: number): number
  /** The four digits that number a day, and its date, `yyyy-MM-dd`. */
  day(day: number): { readonly digits: string; readonly date: string }
}

function memberOf(random: Random, row: number): readonly string[] {
  const place = random.pick(PLACES)
  const [city] = random.pick(place.cities)
  const quantity = random.between(1, 9)
  const cents = quantity * random.between(199, 19_999)
  const amount = (cents / 100).toFixed(2).replace(/\.?0+$/, '')
  return [
    `${random.pick(place.given)} ${random.pick(place.family)}`,
    `member${row}@loyalty.example.${place.domain}`,
    '',
    `${random.pick(COMPANY_WORDS)} ${city}`,
    city,
    place.country,
    random.pick(PRODUCTS),
    String(quantity),
    amount,
    String(Math.floor(cents / 1_000)),
    random.pick(['Store', 'Web', 'App', 'Phone']),
    random.chance(0.03) ? 'True' : 'False',
  ]
}

/** The transactions of a seed; the day's cells are made when first asked for. */
export function createTransactions(seed: string | number, rows: number, fields: readonly FieldName[]): Transactions {
  const rowCount = Math.max(0, Math.min(MAX_DERIVED_ROWS, Math.floor(rows)))
  const days = Math.ceil(rowCount / DAY_ROWS)
  const firstDay = Math.floor(SEED_UNTIL / DAY_MS) - days
  const createdAt = (index: number): number =>
    (firstDay + Math.floor(index / DAY_ROWS)) * DAY_MS + DAY_START_MS + (index % DAY_ROWS) * ROW_GAP_MS
  let members: readonly (readonly string[])[] | undefined
  const member = (index: number): readonly string[] => {
    if (!members) {
      const random = createRandom(seed, 'transactions')
      members = Array.from({ length: DAY_ROWS }, (_, row) => memberOf(random, row))
    }
    return members[index % DAY_ROWS] ?? []
  }
  const columns = new Map<string, DerivedColumn>(systemColumns(createdAt))
  for (const [position, { id, internalName }] of fields.entries()) {
    const isNumber = position === TRANSACTION_NUMBER
    const column: DerivedColumn = isNumber
      ? { daily: { kind: 'day', at: 3 }, text: (index) => `TX-${idOf(index)}` }
      : { text: (index) => member(index)[position] ?? '' }
    columns.set(`Field[${id}]`, column)
    columns.set(`Field(${internalName})`, column)
  }
  return {
    rowCount,
    column: (path) => columns.get(path),
    createdAt,
    day: (day) => ({
      digits: String(FIRST_DAY_DIGITS + day),
      date: new Date((firstDay + day) * DAY_MS).toISOString().slice(0, 10),
    }),
  }
}

interface FieldName {
  readonly id: number
  readonly internalName: string
}

/** The field whose text follows from the row's id. */
const TRANSACTION_NUMBER = 2

function idOf(index: number): number {
  return FIRST_DAY_DIGITS * DAY_ROWS + index
}

function systemColumns(createdAt: (index: number) => number): readonly (readonly [string, DerivedColumn])[] {
  const timestamp: DerivedColumn = {
    daily: { kind: 'date', at: 0 },
    text: (index, isUtc) => formatTimestamp(createdAt(index), isUtc),
  }
  return [
    ['Id', { daily: { kind: 'day', at: 0 }, text: (index) => String(idOf(index)) }],
    ['ExternalId', { daily: { kind: 'day', at: 9 }, text: (index) => `DLPSB0000${idOf(index)}` }],
    ['CreatedAt', timestamp],
    ['UpdatedAt', timestamp],
  ]
}
