import fc from 'fast-check'
import type { Lie, Manner } from '../../testing/lying-proxy.ts'

/** What a server may say of a result besides the truth; all of it chosen by chance, all of it printed. */
export interface LyingResult {
  /** Rows that the export holds. */
  readonly rows: number
  /** Rows that the server gives at most in one answer, and whether it says so in `limit`. */
  readonly cap: number
  readonly admitsCap: boolean
  readonly withTotals: boolean
  readonly flavour: 'exact' | 'spreadsheet'
  /** A good file of an earlier save stands where this one will be. */
  readonly hasOldFile: boolean
  /** Bulkdesk ends after so many changes of the run, and is started again. */
  readonly killAfter: number | undefined
  readonly lies: readonly Telling[]
}

interface Telling {
  readonly skip: number
  readonly count: number
  readonly name: keyof typeof LIES
}

type Page = Record<string, unknown> & { items?: unknown[] }
type Change = (page: Page) => unknown

const instead = (body: string, type = 'application/json', status = 200): Manner => ({
  kind: 'instead',
  status,
  type,
  body,
  sent: false,
})
const change = (one: Change): Manner => ({ kind: 'changed', change: (json) => one(json as Page) })

/** Lies about a page. What else the server says, and the log of the sync, tell each from the truth. */
const LIES = {
  empty: instead(''),
  object: instead('{}'),
  null: instead('null'),
  list: instead('[]'),
  text: instead('"Not authenticated."'),
  error: instead('{"error":"try later"}'),
  html: instead('<html><body>Sign in</body></html>', 'text/html'),
  'empty page': instead('{"items":[],"hasMore":false}'),
  'empty page with more': instead('{"items":[],"hasMore":true}'),
  'empty page with a total': instead('{"totalResults":0,"limit":1000,"offset":0,"count":0,"hasMore":false}'),
  unavailable: instead('"Service Unavailable"', 'application/json', 503),
  lost: { kind: 'lost', sent: true },
  'cut in silence': { kind: 'cut', share: 0.6, admits: true },
  cut: { kind: 'cut', share: 0.6, admits: false },
  'no items': change(({ items: _, ...page }) => page),
  'items are no rows': change((page) => ({ ...page, items: [1, null, 'x'] })),
  'items is an object': change((page) => ({ ...page, items: { 0: {} } })),
  'smaller total': change((page) => ({ ...page, totalResults: Math.floor(Number(page.totalResults) / 2) })),
  'larger total': change((page) => ({ ...page, totalResults: Number(page.totalResults) + 7 })),
  'total as text': change((page) => ({ ...page, totalResults: 'many' })),
  'negative total': change((page) => ({ ...page, totalResults: -1 })),
  'more after the end': change((page) => ({ ...page, hasMore: true })),
  'end before the end': change((page) => ({ ...page, hasMore: false })),
  'no word of more': change(({ hasMore: _, ...page }) => page),
  'more as text': change((page) => ({ ...page, hasMore: 'yes' })),
  'another count': change((page) => ({ ...page, count: 1 })),
  'another limit': change((page) => ({ ...page, limit: 3 })),
  'another offset': change((page) => ({ ...page, offset: Number(page.offset) + 1 })),
  'rows left out': change((page) => ({ ...page, items: page.items?.slice(0, -1) })),
  'no rows and more': change((page) => ({ ...page, items: [], hasMore: true })),
} satisfies Record<string, Manner>

const telling: fc.Arbitrary<Telling> = fc.record({
  skip: fc.nat(5),
  // Of 1,000 the server never tells the truth again.
  count: fc.constantFrom(1, 1, 2, 3, 1_000),
  name: fc.constantFrom(...(Object.keys(LIES) as (keyof typeof LIES)[])),
})

export const lyingResults: fc.Arbitrary<LyingResult> = fc.record({
  rows: fc.nat(120),
  cap: fc.integer({ min: 5, max: 60 }),
  admitsCap: fc.boolean(),
  withTotals: fc.boolean(),
  flavour: fc.constantFrom('exact' as const, 'spreadsheet' as const),
  hasOldFile: fc.boolean(),
  killAfter: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
  lies: fc.array(telling, { maxLength: 3 }),
})

export const DATA = /\/syncs\/\d+\/data/
export const LOGS = /\/syncs\/\d+\/logs/

/** The lies as the proxy tells them. Where no answer comes the app waits for better times, so that this has to end. */
export function liesOf({ lies }: LyingResult): readonly Lie[] {
  return lies.map(({ name, skip, count }) => {
    const isSilent = ['lost', 'cut', 'unavailable'].includes(name)
    return { path: DATA, skip, count: isSilent ? Math.min(count, 2) : count, manner: LIES[name] }
  })
}

/** The log of a sync that exported so many rows (ELQ-00102). */
export function logTruth({ rows }: LyingResult, log: { readonly items: readonly Record<string, unknown>[] }) {
  const items = log.items.map((line) => (line.statusCode === 'ELQ-00102' ? { ...line, count: rows } : line))
  return { ...log, items }
}

/** The truth as this server tells it: of the first `rows` rows, few in one answer, and with or without totals. */
export function tellTruth({ cap, admitsCap, withTotals, rows }: LyingResult, page: Page, asked: URL): Page {
  const offset = Number(asked.searchParams.get('offset') ?? 0)
  const limit = Number(asked.searchParams.get('limit') ?? 1_000)
  const items = (page.items ?? []).slice(0, Math.max(0, Math.min(cap, rows - offset)))
  return {
    ...(withTotals ? { totalResults: rows } : {}),
    limit: admitsCap ? Math.min(limit, cap) : limit,
    offset,
    count: items.length,
    hasMore: offset + items.length < rows,
    ...(items.length > 0 || !withTotals ? { items } : {}),
  }
}
