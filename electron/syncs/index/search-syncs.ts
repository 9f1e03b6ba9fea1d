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
import { type SyncRow, toListed } from './sync-row.ts'
import { dayOf, wordsOf } from './sync-text.ts'

export type SyncSearch = Shape<typeof syncSearch>

/** SQL of the columns that rows are sorted by. Syncs of which nothing is known there come last. */
const SORT_KEYS: Readonly<Record<SyncSearch['sort']['key'], string>> = {
  started: 'at',
  id: 'id',
  name: 'coalesce(name, definition) COLLATE NOCASE',
  kind: 'kind',
  status: 'state',
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
  readonly unknown: number
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
  const tallies = tally(database, search)
  const inRange = tallies.filter(({ day }) => isBetween(day, search.from, search.to))
  const counts = { all: sum(inRange), failed: 0, warnings: 0, running: 0 }
  for (const group of ['failed', 'warnings', 'running'] as const) counts[group] = sum(ofGroup(inRange, group))
  const found = ofGroup(inRange, search.group)
  const total = sum(found)
  const figures = {
    ...{ total, counts, strip: stripOf(tallies, now) },
    days: search.sort.key === 'started' ? daysOf(found, search.sort.descending) : [],
    unknownRejected: ofGroup(unknownOnes(database, search), search.group).reduce(
      (all, { unknown }) => all + unknown,
      0,
    ),
  }
  if (total > FEW || found.some(({ ids }) => ids === null)) return { figures }
  return { figures, few: found.flatMap(({ ids }) => (ids ?? '').split(',').map(Number)) }
}

/** The rows from `offset` on, in the order that was asked for. */
export function pageOfSyncs(database: DatabaseSync, search: SyncSearch, few?: readonly number[]): FoundSyncs['items'] {
  const { sort, offset, limit } = search
  const where = few
    ? { sql: 'WHERE id IN (SELECT value FROM json_each(?))', values: [JSON.stringify(few)] }
    : conditions(search, true)
  const direction = sort.descending ? 'DESC' : 'ASC'
  const key = SORT_KEYS[sort.key]
  const order =
    sort.key === 'started' ? `at ${direction}, id ${direction}` : `${key} ${direction} NULLS LAST, at DESC, id DESC`
  const rows = database.prepare(`SELECT * FROM syncs ${where.sql} ORDER BY ${order} LIMIT ? OFFSET ?`)
  return (rows.all(...where.values, limit, offset) as unknown as readonly SyncRow[]).map(toListed)
}

function tally(database: DatabaseSync, search: SyncSearch): readonly Tally[] {
  const where = conditions(search, false)
  const ids = where.sql === '' ? 'NULL' : 'group_concat(id)'
  // An index that holds all that is asked, and nothing else: the table is three times as wide.
  const from = where.sql === '' ? 'syncs' : 'syncs INDEXED BY syncs_searched'
  const counted = database.prepare(
    `SELECT day, state, count(*) AS count, 0 AS unknown, ${ids} AS ids FROM ${from} ${where.sql} GROUP BY day, state`,
  )
  return counted.all(...where.values) as unknown as readonly Tally[]
}

/** Imports and sync actions that ended with something to tell, and whose figures were never read. Asked only where it matters. */
function unknownOnes(database: DatabaseSync, search: SyncSearch): readonly Tally[] {
  if (search.minRejected === undefined && search.sort.key !== 'rejected') return []
  const { minRejected: _rejected, ...others } = search
  const where = conditions(others, true)
  const condition = "has_figures = 0 AND state IN ('warning', 'error') AND (kind IS NULL OR kind <> 'export')"
  const sql = where.sql === '' ? `WHERE ${condition}` : `${where.sql} AND ${condition}`
  const counted = database.prepare(
    `SELECT day, state, 0 AS count, count(*) AS unknown, NULL AS ids FROM syncs ${sql} GROUP BY day, state`,
  )
  return counted.all(...where.values) as unknown as readonly Tally[]
}

/** `isWhole`: with the group and the days; without, what is counted for each of them. */
function conditions(search: SyncSearch, isWhole: boolean): Where {
  const { text, kind, user, minRejected, from, to, group } = search
  const parts: (readonly [string, SQLInputValue] | undefined)[] = [
    kind && ['kind = ?', kind],
    user === undefined ? undefined : ['user = ? COLLATE NOCASE', user],
    minRejected === undefined ? undefined : ['rejected >= ?', minRejected],
    ...wordsOf(text).map((word) => ['instr(text, ?) > 0', word] as const),
  ]
  if (isWhole) {
    const state = STATE_OF_GROUP[group]
    parts.push(state && ['state = ?', state], from === undefined ? undefined : ['day >= ?', from])
    parts.push(to === undefined ? undefined : ['day <= ?', to])
  }
  const given = parts.filter((part) => part !== undefined) as (readonly [string, SQLInputValue])[]
  if (given.length === 0) return { sql: '', values: [] }
  return { sql: `WHERE ${given.map(([sql]) => sql).join(' AND ')}`, values: given.map(([, value]) => value) }
}

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
