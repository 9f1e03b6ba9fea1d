import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import type { Shape } from '../../../shared/contract/schemas/shape.ts'
import type { syncSearch } from '../../../shared/contract/schemas/syncs.ts'
import {
  type FoundSyncs,
  STATE_OF_GROUP,
  type SyncDay,
  type SyncGroup,
  type SyncState,
} from '../../../shared/eloqua/sync-index.ts'
import { findTypedDays, type TypedDays } from '../../../shared/eloqua/typed-days.ts'
import { type SyncRow, toListed } from './sync-row.ts'
import { dayOf, wordsOf } from './sync-text.ts'

export type SyncSearch = Shape<typeof syncSearch>

/** SQL of the columns that rows are sorted by. Syncs of which nothing is known there come last. */
const SORT_KEYS: Readonly<Record<SyncSearch['sort']['key'], string>> = {
  started: 'at',
  id: 'id',
  name: 'coalesce(name, definition) COLLATE NOCASE',
  kind: 'kind',
  // By how bad it is.
  status: "CASE state WHEN 'error' THEN 4 WHEN 'warning' THEN 3 WHEN 'running' THEN 2 WHEN 'other' THEN 1 ELSE 0 END",
  rows: 'rows',
  rejected: 'rejected',
  duration: 'took',
  user: 'user COLLATE NOCASE',
}

interface Where {
  readonly sql: string
  readonly values: readonly SQLInputValue[]
}

interface Tally {
  readonly day: string
  readonly state: SyncState
  readonly count: number
  /** The numbers of these syncs; null where all were counted. */
  readonly ids: string | null
}

/** What is said of all that was found: it is counted once for a search, and not for each part that is looked at. */
export interface CountedSyncs {
  readonly figures: Omit<FoundSyncs, 'items' | 'offset' | 'index'>
  /** The numbers of those that were found, where they are few: their rows are taken by number, and not looked for again. */
  readonly few?: readonly number[]
}

/** Of more than that among 100,000 the first rows are soon met by going through all in their order. */
const FEW = 5_000

/** Counts what fits, by day and by how it went. `now`: milliseconds since 1970. */
export function countSyncs(database: DatabaseSync, search: SyncSearch, now: number): CountedSyncs {
  const asked = understand(search, now)
  const tallies = tally(database, asked)
  const inRange = tallies.filter(({ day }) => isBetween(day, search.from, search.to))
  const counts = { all: sum(inRange), failed: 0, warnings: 0, running: 0 }
  for (const group of ['failed', 'warnings', 'running'] as const) counts[group] = sum(ofGroup(inRange, group))
  const found = ofGroup(inRange, search.group)
  const total = sum(found)
  const figures = {
    ...{ total, counts, strip: stripOf(ofGroup(tallies, search.group), now) },
    ...(asked.days ? { typedDays: asked.days } : {}),
    days: search.sort.key === 'started' ? daysOf(found, search.sort.descending) : [],
    unknownRows: search.sort.key === 'rows' ? countUnknown(database, asked, 'rows') : 0,
    unknownRejected: asksRejected(asked) ? countUnknown(database, asked, 'rejected') : 0,
  }
  if (total > FEW || found.some(({ ids }) => ids === null)) return { figures }
  return { figures, few: found.flatMap(({ ids }) => (ids ?? '').split(',').map(Number)) }
}

/** The rows from `offset` on, in the order that was asked for. `now`: milliseconds since 1970. */
export function pageOfSyncs(
  database: DatabaseSync,
  search: SyncSearch,
  now: number,
  few?: readonly number[],
): FoundSyncs['items'] {
  const { sort, offset, limit } = search
  const where = few
    ? { sql: 'WHERE id IN (SELECT value FROM json_each(?))', values: [JSON.stringify(few)] }
    : conditions(understand(search, now), true)
  const direction = sort.descending ? 'DESC' : 'ASC'
  const key = SORT_KEYS[sort.key]
  const order =
    sort.key === 'started' ? `at ${direction}, id ${direction}` : `${key} ${direction} NULLS LAST, at DESC, id DESC`
  // The numbers first: rows are wide, and sorting all of them costs more than sorting.
  const rows = database.prepare(
    `SELECT syncs.* FROM (SELECT id AS found FROM syncs ${where.sql} ORDER BY ${order} LIMIT ? OFFSET ?)
     CROSS JOIN syncs ON id = found ORDER BY ${order}`,
  )
  return (rows.all(...where.values, limit, offset) as unknown as readonly SyncRow[]).map(toListed)
}

function tally(database: DatabaseSync, search: Understood): readonly Tally[] {
  const where = conditions(search, false)
  const ids = where.sql === '' ? 'NULL' : 'group_concat(id)'
  // An index that holds all that is asked, and nothing else: the table is three times as wide.
  const from = where.sql === '' ? 'syncs' : 'syncs INDEXED BY syncs_searched'
  const counted = database.prepare(
    `SELECT day, state, count(*) AS count, ${ids} AS ids FROM ${from} ${where.sql} GROUP BY day, state`,
  )
  return counted.all(...where.values) as unknown as readonly Tally[]
}

/** How many that fit otherwise have figures that were never read, where the search asks about such a figure. */
function countUnknown(database: DatabaseSync, search: Understood, of: 'rows' | 'rejected'): number {
  const { minRejected: _least, rejected: _word, ...rest } = search
  const where = conditions(rest, true)
  const others = where.sql === '' ? '' : `AND ${where.sql.slice('WHERE '.length)}`
  // Without filters a narrow index of the unread ones holds all that is asked.
  const from = of === 'rows' && others !== '' ? 'syncs INDEXED BY syncs_searched' : 'syncs'
  const counted = database.prepare(
    `SELECT count(*) AS count FROM ${from} WHERE has_figures = 0 AND ${MAY_HAVE[of]} ${others}`,
  )
  return (counted.get(...where.values) as { count: number }).count
}

/** Rows come of every sync that has ended; rows are rejected of imports and sync actions that ended with something to tell. */
const MAY_HAVE = {
  rows: "state <> 'running'",
  rejected: "state IN ('warning', 'error') AND (kind IS NULL OR kind <> 'export')",
} as const

function asksRejected({ minRejected, rejected, sort }: Understood): boolean {
  return minRejected !== undefined || rejected !== undefined || sort.key === 'rejected'
}

/** What a search asks for, its text taken apart. */
interface Understood extends Omit<SyncSearch, 'text'> {
  readonly days?: TypedDays
  readonly words: readonly string[]
  /** The word by which rejected rows are asked for, as it was typed. */
  readonly rejected?: string
}

function understand({ text, ...search }: SyncSearch, now: number): Understood {
  const { days, words: typed } = findTypedDays(text, new Date(now))
  const words = wordsOf(typed)
  const rejected = words.find((word) => word === 'rejected' || word === 'rejects')
  return {
    ...{ ...search, words: words.filter((word) => word !== rejected) },
    ...(days ? { days } : {}),
    ...(rejected === undefined ? {} : { rejected }),
  }
}

/** A condition and its values. */
type Part = readonly [string, ...SQLInputValue[]]

/** `isWhole`: with the group and the days; without, what is counted for each of them. */
function conditions(search: Understood, isWhole: boolean): Where {
  const { words, days, rejected, kind, user, minRejected, from, to, group } = search
  const parts: (Part | undefined)[] = [
    kind && ['kind = ?', kind],
    user === undefined ? undefined : ['user = ? COLLATE NOCASE', user],
    minRejected === undefined ? undefined : ['rejected >= ?', minRejected],
    rejected === undefined ? undefined : ['(rejected > 0 OR instr(text, ?) > 0)', rejected],
    days && [`(day BETWEEN ? AND ? OR ${NAMED})`, days.from, days.to, days.typed, days.typed],
    ...words.map((word): Part => [/\d/.test(word) ? HAS_NUMBER : 'instr(text, ?) > 0', word]),
  ]
  if (isWhole) {
    const state = STATE_OF_GROUP[group]
    parts.push(state && ['state = ?', state], from === undefined ? undefined : ['day >= ?', from])
    parts.push(to === undefined ? undefined : ['day <= ?', to])
  }
  const given = parts.filter((part) => part !== undefined)
  if (given.length === 0) return { sql: '', values: [] }
  return {
    sql: `WHERE ${given.map(([sql]) => sql).join(' AND ')}`,
    values: given.flatMap(([, ...values]) => values),
  }
}

/** Of a definition that carries the typed day in its name. The text, which the index holds, is looked at first. */
const NAMED = "(instr(text, ?) > 0 AND instr(lower(coalesce(name, '')), ?) > 0)"

/** The day ends the text of a sync. Digits are looked for before the day: every sync would be found by `20`. */
const HAS_NUMBER =
  "instr(CASE day WHEN '' THEN text ELSE substr(text, 1, instr(text, char(10) || day || char(10))) END, ?) > 0"

function isBetween(day: string, from = '', to = '9999-12-31'): boolean {
  return day >= from && day <= to
}

function ofGroup(tallies: readonly Tally[], group: SyncGroup): readonly Tally[] {
  const state = STATE_OF_GROUP[group]
  return state ? tallies.filter((one) => one.state === state) : tallies
}

function sum(tallies: readonly Tally[]): number {
  return tallies.reduce((all, { count }) => all + count, 0)
}

function daysOf(found: readonly Tally[], descending: boolean): FoundSyncs['days'] {
  const days = new Map<string, number>()
  for (const { day, count } of found) days.set(day, (days.get(day) ?? 0) + count)
  const sorted = [...days].map(([day, count]) => ({ day, count })).sort((a, b) => (a.day < b.day ? -1 : 1))
  return descending ? sorted.reverse() : sorted
}

const STRIP_DAYS = 30

function stripOf(tallies: readonly Tally[], now: number): readonly SyncDay[] {
  const today = new Date(now)
  return Array.from({ length: STRIP_DAYS }, (_, index) => {
    const day = dayOf(
      new Date(today.getFullYear(), today.getMonth(), today.getDate() - STRIP_DAYS + 1 + index).getTime(),
    )
    const of = (...states: readonly SyncState[]) =>
      sum(tallies.filter((one) => one.day === day && states.includes(one.state)))
    return { day, success: of('success'), warning: of('warning'), error: of('error'), other: of('running', 'other') }
  })
}
