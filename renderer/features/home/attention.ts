import type { Run } from '../../../shared/contract/run.ts'
import type { Transfer } from '../../../shared/contract/transfer.ts'
import type { DefinitionSummary } from '../../../shared/eloqua/definition-index.ts'
import type { SyncLog } from '../../../shared/eloqua/eloqua.ts'
import { meaningOf } from '../../../shared/eloqua/elq-codes.ts'
import { parseDuration } from '../../../shared/eloqua/retention.ts'
import type { Sync } from '../../../shared/eloqua/sync.ts'
import type { SavedJob } from '../../../shared/jobs/job.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Soon enough to do something about it, late enough not to name every short-lived definition. */
const AUTO_DELETE_SOON = 2 * DAY
const YEARLY_RULE_SOON = 14 * DAY
/** The name of a temporary copy begins so. Bulkdesk deletes it, and Eloqua does where Bulkdesk could not. */
const TEMPORARY_COPY = /^Bulkdesk [0-9a-f]{8} b\d+ g\d+ /

/** The newest sync of a definition that ended badly, and how many of them ended in that way. */
export interface TroubledSync {
  readonly sync: Sync
  readonly times: number
}

/** What failed or warned within a day, the newest first; what fails every hour is one line. */
export function troubledSyncs(syncs: readonly Sync[], now: Date): readonly TroubledSync[] {
  const since = now.getTime() - DAY
  const byCause = new Map<string, TroubledSync>()
  for (const sync of syncs.toSorted((a, b) => b.id - a.id)) {
    if ((sync.status !== 'error' && sync.status !== 'warning') || Date.parse(sync.createdAt) < since) continue
    const cause = `${sync.status} ${sync.syncedInstanceUri}`
    const known = byCause.get(cause)
    byCause.set(cause, known ? { ...known, times: known.times + 1 } : { sync, times: 1 })
  }
  return [...byCause.values()]
}

/** The line of a log that says most of why a sync did not go well: the worst, and of those the one with the most rows. */
export function worstLine(logs: readonly SyncLog[]): SyncLog | undefined {
  const bad = logs.filter(({ severity, statusCode }) => isBad(severity, statusCode) && !SUMS_UP.has(statusCode))
  const lines = bad.length > 0 ? bad : logs.filter(({ severity, statusCode }) => isBad(severity, statusCode))
  return lines.toSorted((a, b) => rank(b) - rank(a) || (b.count ?? 0) - (a.count ?? 0))[0]
}

/** These only say that the sync has ended, or count again what other lines name. */
const SUMS_UP: ReadonlySet<string> = new Set(['ELQ-00101', 'ELQ-00060', 'ELQ-00144'])

function isBad(severity: SyncLog['severity'], code: string): boolean {
  return severity === 'error' || severity === 'warning' || meaningOf(code)?.rows === 'unmatched'
}

function rank({ severity }: SyncLog): number {
  return severity === 'error' ? 1 : 0
}

/** Transfers that go on only when the user says so: the newest first. */
export function waitingTransfers(transfers: readonly Transfer[]): readonly Transfer[] {
  return transfers
    .filter(({ state }) => state === 'needs-you' || state === 'paused')
    .toSorted((a, b) => b.startedAt.localeCompare(a.startedAt))
}

/** Jobs whose last run brought no file, and those that wait for a sign-in. A job that runs now may mend that. */
export function troubledJobs(jobs: readonly SavedJob[]): readonly SavedJob[] {
  return jobs.filter(({ current, lastRun }) => {
    if (current) return current.waits !== undefined
    const end = lastRun?.end.kind
    return end === 'failed' || end === 'sync-failed' || end === 'interrupted'
  })
}

export interface EndingDefinition {
  readonly definition: DefinitionSummary
  /** ISO time. */
  readonly until: string
  /** `auto-delete`: set in the definition. `yearly-rule`: a year old and unused for a year. */
  readonly why: 'auto-delete' | 'yearly-rule'
}

/** Definitions that Eloqua deletes soon, the first to go first. Temporary copies of uploads are none of them. */
export function endingDefinitions(definitions: readonly DefinitionSummary[], now: Date): readonly EndingDefinition[] {
  return definitions
    .filter(({ name }) => !TEMPORARY_COPY.test(name))
    .flatMap((definition) => endOf(definition, now))
    .toSorted((a, b) => a.until.localeCompare(b.until))
}

function endOf(definition: DefinitionSummary, now: Date): readonly EndingDefinition[] {
  const lasts = parseDuration(definition.autoDeleteDuration ?? '')
  if (lasts !== undefined) {
    const until = Date.parse(definition.createdAt ?? '') + lasts
    const isSoon = until > now.getTime() && until - now.getTime() <= AUTO_DELETE_SOON
    return isSoon ? [{ definition, until: new Date(until).toISOString(), why: 'auto-delete' }] : []
  }
  const rule = definition.health.find((fact) => fact.kind === 'yearly-rule')
  if (!rule || Date.parse(rule.deletedAfter) - now.getTime() > YEARLY_RULE_SOON) return []
  return [{ definition, until: rule.deletedAfter, why: 'yearly-rule' }]
}

/** Results that expire and are not kept on this computer. */
export function notKept<T extends { readonly sync: Sync }>(expiring: readonly T[], kept: readonly Run[]): readonly T[] {
  const here = new Set(kept.map(({ syncId }) => syncId))
  return expiring.filter(({ sync }) => !here.has(sync.id))
}
