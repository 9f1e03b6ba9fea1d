import type { DefinitionKind, Family } from '../../../../shared/eloqua/definition.ts'
import type { HealthFact } from '../../../../shared/eloqua/definition-health.ts'
import type { DefinitionSummary } from '../../../../shared/eloqua/definition-index.ts'
import { FAMILY_WORDS, KIND_WORDS } from '../../../../shared/words/definitions.ts'
import { findByWords } from '../../../ui/find-by-words.ts'
import type { SortOrder } from '../../../ui/windowed-head.tsx'

/** What of the definitions is shown. Absent: all. */
export interface DefinitionFilter {
  readonly search: string
  readonly kind?: DefinitionKind | undefined
  readonly family?: Family | undefined
  readonly owner?: string | undefined
  readonly age?: AgeFilter | undefined
  readonly health?: HealthFact['kind'] | undefined
}

/** By when it was created: within 30 days, or more than a year ago. */
export type AgeFilter = 'month' | 'older-than-year'

const DAY = 86_400_000

/** The definitions that pass all of the filters. */
export function filterDefinitions(
  items: readonly DefinitionSummary[],
  filter: DefinitionFilter,
  now: Date,
): readonly DefinitionSummary[] {
  const { kind, family, owner, age, health } = filter
  const found = findByWords(items, filter.search, searchText)
  return found.filter(
    (item) =>
      (kind === undefined || item.kind === kind) &&
      (family === undefined || item.family === family) &&
      (owner === undefined || item.createdBy === owner) &&
      (health === undefined || item.health.some((fact) => fact.kind === health)) &&
      (age === undefined || hasAge(item, age, now)),
  )
}

function searchText({ name, uri, family, kind, parentName = '' }: DefinitionSummary): string {
  return `${name} ${parentName} ${FAMILY_WORDS[family]} ${KIND_WORDS[kind]} ${uri}`
}

function hasAge({ createdAt }: DefinitionSummary, age: AgeFilter, now: Date): boolean {
  const days = (now.getTime() - Date.parse(createdAt ?? '')) / DAY
  return age === 'month' ? days <= 30 : days > 365
}

const KEYS: Readonly<Record<string, (item: DefinitionSummary) => string>> = {
  name: ({ name }) => name.toLowerCase(),
  object: ({ family, parentName }) => `${FAMILY_WORDS[family]} ${parentName ?? ''}`.toLowerCase(),
  kind: ({ kind }) => kind,
  run: ({ lastRun }) => lastRun?.at ?? '',
  health: ({ health }) => health[0]?.kind ?? '~',
}

/** The definitions in the order of one column; equal ones by name. */
export function sortDefinitions(
  items: readonly DefinitionSummary[],
  { key, descending }: SortOrder,
): readonly DefinitionSummary[] {
  const of = KEYS[key] ?? (({ name }) => name)
  const keyed = items.map((item) => ({ item, key: of(item), name: item.name.toLowerCase() }))
  const sign = descending ? -1 : 1
  keyed.sort((a, b) => sign * compare(a.key, b.key) || compare(a.name, b.name))
  return keyed.map(({ item }) => item)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
