import type { DefinitionKind } from './definition.ts'
import { MOST_FIELDS } from './definition-limits.ts'
import type { WireDefinition } from './eloqua.ts'
import { type FieldChoice, indexFields, statementKey } from './field-choice.ts'
import { DOCUMENTED_FILTER_LENGTH } from './filter/filter.ts'

/** What is worth knowing about how a definition is doing. Facts only; words are made in shared/words. */
export type HealthFact =
  | { readonly kind: 'yearly-rule'; readonly deletedAfter: string; readonly isDue: boolean }
  | { readonly kind: 'never-used'; readonly isCertain: boolean; readonly isNew: boolean }
  | { readonly kind: 'running'; readonly syncId: number }
  | { readonly kind: 'last-run-failed'; readonly syncId: number }
  | { readonly kind: 'rows-staged'; readonly kilobytes: number }
  | { readonly kind: 'near-limit'; readonly what: 'fields' | 'filter'; readonly count: number; readonly limit: number }
  | { readonly kind: 'same-statement'; readonly names: readonly string[] }
  | { readonly kind: 'missing-field'; readonly name: string; readonly statement: string }

export interface KnownRun {
  readonly syncId: number
  readonly at: string
  readonly status: string
}

export interface HealthQuestion {
  readonly kind: DefinitionKind
  readonly definition: Pick<WireDefinition, 'fields' | 'filter' | 'createdAt' | 'autoDeleteDuration' | 'kbUsed'>
  readonly lastRun?: KnownRun
  /** Whether every sync that Eloqua keeps (a year of them) was looked at. */
  readonly areAllSyncsKnown: boolean
  readonly now: Date
  /** The object's fields; without them nothing is said of missing ones. */
  readonly fields?: readonly FieldChoice[]
}

const DAY = 86_400_000
const YEAR = 365 * DAY
/** From when the yearly rule is worth a word. */
const SOON = 60 * DAY
const NEAR = 0.9

/** How a definition is doing, the most urgent first. */
export function healthOf(question: HealthQuestion): readonly HealthFact[] {
  return [
    ...runFacts(question),
    ...missingFields(question),
    ...sameStatements(question),
    ...yearlyRule(question),
    ...limits(question),
    ...neverUsed(question),
  ]
}

function runFacts({ definition, lastRun, kind }: HealthQuestion): readonly HealthFact[] {
  const isRunning = lastRun && (lastRun.status === 'pending' || lastRun.status === 'active')
  return [
    ...(isRunning ? [{ kind: 'running', syncId: lastRun.syncId } as const] : []),
    ...(lastRun?.status === 'error' ? [{ kind: 'last-run-failed', syncId: lastRun.syncId } as const] : []),
    ...(kind !== 'export' && definition.kbUsed ? [{ kind: 'rows-staged', kilobytes: definition.kbUsed } as const] : []),
  ]
}

/**
 * Eloqua 26B deletes a definition that has no auto-delete, is a year old, and was in no sync for a year. A definition whose
 * runs are not all known is judged by the runs that are.
 */
function yearlyRule({ definition, lastRun, areAllSyncsKnown, now }: HealthQuestion): readonly HealthFact[] {
  const created = Date.parse(definition.createdAt ?? '')
  if (definition.autoDeleteDuration || Number.isNaN(created)) return []
  if (lastRun === undefined && !areAllSyncsKnown) return []
  const used = Date.parse(lastRun?.at ?? '')
  const due = Math.max(created, Number.isNaN(used) ? 0 : used) + YEAR
  if (due - now.getTime() > SOON) return []
  return [{ kind: 'yearly-rule', deletedAfter: new Date(due).toISOString(), isDue: due <= now.getTime() }]
}

/** Eloqua keeps syncs for a year: of a younger definition they all are known, of an older one those of the last year. */
function neverUsed({ definition, lastRun, areAllSyncsKnown, now }: HealthQuestion): readonly HealthFact[] {
  if (lastRun) return []
  const age = now.getTime() - Date.parse(definition.createdAt ?? '')
  return [{ kind: 'never-used', isCertain: areAllSyncsKnown, isNew: age < YEAR }]
}

function limits({ definition, kind }: HealthQuestion): readonly HealthFact[] {
  const fields = Object.keys(definition.fields).length
  const most = MOST_FIELDS[kind]
  const filter = definition.filter?.length ?? 0
  return [
    ...(most > 1 && fields >= most * NEAR
      ? [{ kind: 'near-limit', what: 'fields', count: fields, limit: most } as const]
      : []),
    ...(filter >= DOCUMENTED_FILTER_LENGTH * NEAR
      ? [{ kind: 'near-limit', what: 'filter', count: filter, limit: DOCUMENTED_FILTER_LENGTH } as const]
      : []),
  ]
}

function sameStatements({ definition }: HealthQuestion): readonly HealthFact[] {
  const names = new Map<string, string[]>()
  for (const [name, statement] of Object.entries(definition.fields)) {
    const key = statementKey(statement)
    names.set(key, [...(names.get(key) ?? []), name])
  }
  return [...names.values()].filter((same) => same.length > 1).map((same) => ({ kind: 'same-statement', names: same }))
}

function missingFields({ definition, fields }: HealthQuestion): readonly HealthFact[] {
  if (!fields) return []
  const known = indexFields(fields)
  return Object.entries(definition.fields)
    .filter(([, statement]) => !known.has(statementKey(statement)))
    .map(([name, statement]) => ({ kind: 'missing-field', name, statement }))
}
