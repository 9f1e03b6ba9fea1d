import type { RequestEntry, RequestFeature } from '../../../shared/contract/request-log.ts'
import { FEATURE_WORDS, requestWords } from '../../../shared/words/requests.ts'

export interface RequestFilter {
  readonly text: string
  readonly feature?: RequestFeature
  readonly onlyFailed: boolean
}

export const NO_FILTER: RequestFilter = { text: '', onlyFailed: false }

/** Those that match, the newest first. Every word typed is looked for in all that a row shows. */
export function filterRequests(entries: readonly RequestEntry[], filter: RequestFilter): readonly RequestEntry[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean)
  return entries
    .filter(
      (entry) =>
        (filter.feature === undefined || entry.feature === filter.feature) &&
        (!filter.onlyFailed || hasFailed(entry)) &&
        words.every((word) => textOf(entry).includes(word)),
    )
    .reverse()
}

/** No whole answer, or one that says no. */
export function hasFailed({ failure, status = 0 }: RequestEntry): boolean {
  return failure !== undefined || status >= 400
}

function textOf(entry: RequestEntry): string {
  const { method, origin, path, feature, failure = '', connection } = entry
  const shown = [method, origin + path, requestWords.statusOf(entry), failure, FEATURE_WORDS[feature]]
  return [...shown, connection?.label ?? ''].join(' ').toLowerCase()
}
