import type { Dependants } from '../contract/definitions.ts'
import type { HealthFact } from '../eloqua/definition-health.ts'
import { formatCount, formatCounted, formatList, plural } from './numbers.ts'

export type HealthTone = 'blue' | 'amber' | 'red' | 'grey'

/** The short word of a fact for the list, most urgent facts in the strongest color. */
export const HEALTH_BADGES: Readonly<Record<HealthFact['kind'], { readonly word: string; readonly tone: HealthTone }>> =
  {
    running: { word: 'Running', tone: 'blue' },
    'last-run-failed': { word: 'Last run failed', tone: 'red' },
    'rows-staged': { word: 'Data staged', tone: 'amber' },
    'missing-field': { word: 'Missing field', tone: 'red' },
    'same-statement': { word: 'Same field twice', tone: 'amber' },
    'yearly-rule': { word: 'Deleted soon', tone: 'amber' },
    'near-limit': { word: 'Near a limit', tone: 'amber' },
    'never-used': { word: 'Never used', tone: 'grey' },
  }

/** One sentence for a fact. */
export function describeHealth(fact: HealthFact): string {
  switch (fact.kind) {
    case 'running':
      return `Sync ${fact.syncId} is running.`
    case 'last-run-failed':
      return `The last run, sync ${fact.syncId}, failed.`
    case 'rows-staged':
      return `${formatCount(fact.kilobytes)} kB of data wait here for a sync.`
    case 'missing-field':
      return `Eloqua’s list of fields doesn’t have ${fact.statement}, which “${fact.name}” reads. The field may have been deleted.`
    case 'same-statement':
      return `${formatList(fact.names.map((name) => `“${name}”`))} read the same field. Eloqua is known to mix up their values.`
    case 'yearly-rule':
      return fact.isDue
        ? 'Eloqua deletes definitions that are a year old and weren’t used for a year. This one is due. Run it to keep it.'
        : `Eloqua deletes this definition after ${fact.deletedAfter.slice(0, 10)} unless it is used before. Eloqua’s rule: a year old and unused for a year.`
    case 'near-limit':
      return `${formatCount(fact.count)} of at most ${formatCount(fact.limit)} ${fact.what === 'fields' ? 'fields' : 'characters in the filter'}.`
    case 'never-used':
      if (!fact.isCertain) return 'No recent sync used this definition.'
      return fact.isNew ? 'No sync has used this definition yet.' : 'No sync used this definition in the last year.'
  }
}

/** What depends on a definition, one sentence each; none for a definition that nothing uses. */
export function describeDependants(of: Dependants): readonly string[] {
  const { name, runningSyncs, stagedKilobytes, uploads, keptResults } = of
  const syncs = formatList(runningSyncs.map(String))
  const files = formatList(uploads.map(({ fileName }) => fileName))
  return [
    ...(runningSyncs.length > 0
      ? [
          `${plural(runningSyncs.length, 'Sync', 'Syncs')} ${syncs} of “${name}” ${plural(runningSyncs.length, 'is', 'are')} running and may fail.`,
        ]
      : []),
    ...(stagedKilobytes > 0 ? [`${formatCount(stagedKilobytes)} kB of data are staged in “${name}”.`] : []),
    ...(uploads.length > 0
      ? [
          `${plural(uploads.length, 'An upload', 'Uploads')} to “${name}” ${plural(uploads.length, 'isn’t', 'aren’t')} finished: ${files}.`,
        ]
      : []),
    ...(keptResults > 0 ? [`Eloqua still keeps ${formatCounted(keptResults, 'result')} of “${name}”.`] : []),
  ]
}
