import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import type { HourlyCounts } from '../../shared/contract/request-log.ts'
import type { Company } from '../../shared/contract/window-settings.ts'
import type { DefinitionKind } from '../../shared/eloqua/definition.ts'
import { readJson, writeJson } from '../platform/atomic-json.ts'
import type { Log } from '../platform/logger.ts'
import { inTurn } from '../platform/process-lock.ts'

export interface HourlyCountsOptions {
  readonly userData: string
  readonly log: Log
  /** Milliseconds since 1970. */
  readonly now?: () => number
}

/** How many syncs of each kind Bulkdesk started in the last 60 minutes, by company. Outlives a restart. */
export interface StartedSyncs {
  note(company: Company, kind: DefinitionKind): void
  counts(company: Company): HourlyCounts
}

const MINUTE = 60_000
const HOUR = 60

/** Of one company: how many of each kind in each minute. Names of companies are not written: a hash tells them apart. */
const stored = z.record(
  z.string().max(100),
  z.array(
    z.strictObject({
      minute: z.int().min(0),
      kind: z.enum(['export', 'import', 'syncAction']),
      count: z.int().min(1),
    }),
  ),
)
type Stored = z.output<typeof stored>

export function createHourlyCounts({ userData, log, now = Date.now }: HourlyCountsOptions): StartedSyncs {
  const path = join(userData, 'started-syncs.json')
  const lock = join(userData, 'locks', 'started-syncs.lock')
  /** Where the file cannot be written the count goes on in memory; only a restart forgets it. */
  let unwritten: Stored | undefined
  const read = () => unwritten ?? load(path, log)

  return {
    note(company, kind) {
      const minute = Math.floor(now() / MINUTE)
      const counted = () => withOne(recent(read(), minute), keyOf(company), { minute, kind })
      try {
        // The window and the command line count in the same file.
        inTurn(lock, () => writeJson(path, counted()))
        unwritten = undefined
      } catch (error) {
        unwritten = counted()
        log.warn('the count of started syncs could not be written', { error })
      }
    },
    counts(company) {
      const minutes = recent(read(), Math.floor(now() / MINUTE))[keyOf(company)] ?? []
      const sums: Record<DefinitionKind, number> = { export: 0, import: 0, syncAction: 0 }
      for (const { kind, count } of minutes) sums[kind] += count
      return sums
    },
  }
}

function withOne(known: Stored, key: string, one: { readonly minute: number; readonly kind: DefinitionKind }): Stored {
  const others = known[key] ?? []
  const same = others.find(({ minute, kind }) => minute === one.minute && kind === one.kind)
  const rest = others.filter((other) => other !== same)
  return { ...known, [key]: [...rest, { ...one, count: (same?.count ?? 0) + 1 }] }
}

/** Without what is an hour old. Minutes ahead of the clock were written before it was set back: they go too. */
function recent(known: Stored, minute: number): Stored {
  const entries = Object.entries(known).map(([key, minutes]) => [
    key,
    minutes.filter((one) => one.minute > minute - HOUR && one.minute <= minute),
  ])
  return Object.fromEntries(entries.filter(([, minutes]) => minutes?.length))
}

function keyOf({ environment, company }: Company): string {
  return createHash('sha256').update(`${environment} ${company.toLowerCase()}`).digest('hex').slice(0, 32)
}

function load(path: string, log: Log): Stored {
  try {
    return readJson(path, (value) => stored.parse(value), log) ?? {}
  } catch (error) {
    log.warn('the count of started syncs could not be read', { error })
    return {}
  }
}
