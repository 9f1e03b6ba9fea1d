import type { Run } from '../../../shared/contract/run.ts'
import type { Transfer } from '../../../shared/contract/transfer.ts'
import type { DefinitionSummary } from '../../../shared/eloqua/definition-index.ts'
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

/** Of syncs that did not go well, the newest first: what fails every hour is one line. */
export function byCauseOf(troubled: readonly Sync[]): readonly TroubledSync[] {
  const byCause = new Map<string, TroubledSync>()
  for (const sync of troubled) {
    const cause = `${sync.status} ${sync.syncedInstanceUri}`
    const known = byCause.get(cause)
    byCause.set(cause, known ? { ...known, times: known.times + 1 } : { sync, times: 1 })
  }
  return [...byCause.values()]
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
