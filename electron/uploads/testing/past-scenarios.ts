import fc from 'fast-check'
import type { Lie, Manner } from '../../testing/lying-proxy.ts'

/** Someone beside the upload who works with the same definition: the same user's integration, or a colleague. */
export interface OtherDeed {
  readonly who: 'me' | 'colleague'
  readonly what: 'sync' | 'send' | 'send-and-sync' | 'discard'
  /** Rows of their own. */
  readonly rows: number
}

/** An upload to a definition and by a sign-in that have a past; all of it chosen by chance, all of it printed. */
export interface PastScenario {
  readonly way: 'straight' | 'private-copy'
  readonly isAuto: boolean
  /** True: Eloqua knows the row's contact; false: Eloqua will reject the row. */
  readonly rows: readonly boolean[]
  readonly partBytes: number
  readonly past: readonly OtherDeed[]
  /** What happens meanwhile, after so many requests to Eloqua. */
  readonly meanwhile: readonly { readonly after: number; readonly deed: OtherDeed }[]
  /** Rows of a second file for the same definition, sent at the same time. */
  readonly second: number
  readonly lies: readonly LieAt[]
  readonly kills: readonly number[]
  readonly dice: readonly number[]
}

interface LieAt {
  readonly at: keyof typeof PLACES
  readonly how: keyof typeof MANNERS
  readonly skip: number
  readonly count: number
}

const PLACES = {
  'list of syncs': { method: 'GET', path: /\/syncs\?/ },
  sync: { method: 'GET', path: /\/syncs\/\d+$/ },
  log: { method: 'GET', path: /\/syncs\/\d+\/logs/ },
  rejects: { method: 'GET', path: /\/syncs\/\d+\/rejects/ },
  definition: { method: 'GET', path: /\/imports\/\d+$/ },
  'list of definitions': { method: 'GET', path: /\/imports\?/ },
  data: { method: 'POST', path: /\/data$/ },
  'start of a sync': { method: 'POST', path: /\/syncs$/ },
  'new definition': { method: 'POST', path: /\/imports$/ },
  deletion: { method: 'DELETE', path: /./ },
} as const

const instead = (body: string, sent: boolean, type = 'application/json', status = 200): Manner => ({
  kind: 'instead',
  ...{ status, type, body, sent },
})

const MANNERS = {
  lost: { kind: 'lost', sent: true },
  unsent: { kind: 'lost', sent: false },
  cached: { kind: 'cached' },
  doubled: { kind: 'doubled' },
  cut: { kind: 'cut', share: 0.5, admits: true },
  'wrong length': { kind: 'cut', share: 1, admits: false },
  'cut and wrong length': { kind: 'cut', share: 0.5, admits: false },
  ...both('empty', ''),
  ...both('object', '{}'),
  ...both('null', 'null'),
  ...both('array', '[]'),
  ...both('text', '"OK"'),
  ...both('empty list', '{"items":[],"totalResults":0,"limit":1000,"offset":0,"count":0,"hasMore":false}'),
  ...both('list without total', '{"items":[],"hasMore":false}'),
  html: instead('<html><body>Guest network</body></html>', false, 'text/html'),
  'html behind it': instead('<html><body>Guest network</body></html>', true, 'text/html'),
  unavailable: instead('"Service Unavailable"', false, 'application/json', 503),
  'unavailable behind it': instead('"Service Unavailable"', true, 'application/json', 503),
  'no content': instead('', false, 'application/json', 204),
} satisfies Record<string, Manner>

/** An answer instead of Eloqua's, with the request on its way and without. */
function both<N extends string>(name: N, body: string) {
  return { [name]: instead(body, false), [`${name} behind it`]: instead(body, true) } as Record<
    N | `${N} behind it`,
    Manner
  >
}

/** A 204 to a POST of data is what Eloqua says when it has staged them: no client can know better. */
function canBeKnown({ at, how }: LieAt): boolean {
  return !(how === 'no content' && (at === 'data' || at === 'deletion'))
}

const lieAt: fc.Arbitrary<LieAt> = fc
  .record({
    at: fc.constantFrom(...(Object.keys(PLACES) as (keyof typeof PLACES)[])),
    how: fc.constantFrom(...(Object.keys(MANNERS) as (keyof typeof MANNERS)[])),
    skip: fc.nat(3),
    count: fc.integer({ min: 1, max: 3 }),
  })
  .filter(canBeKnown)

const deed: fc.Arbitrary<OtherDeed> = fc.record({
  who: fc.constantFrom('me' as const, 'colleague' as const),
  what: fc.constantFrom('sync' as const, 'send' as const, 'send-and-sync' as const, 'discard' as const),
  rows: fc.integer({ min: 1, max: 6 }),
})

/** In the past only what leaves a trace counts. */
const pastDeed = deed.map((one): OtherDeed => (one.what === 'discard' ? { ...one, what: 'send-and-sync' } : one))

export const pastScenarios: fc.Arbitrary<PastScenario> = fc
  .constantFrom('straight' as const, 'straight' as const, 'private-copy' as const)
  .chain((way) =>
    fc.record({
      way: fc.constant(way),
      isAuto: way === 'straight' ? fc.boolean() : fc.constant(false),
      rows: fc.array(
        fc.nat(9).map((n) => n > 0),
        { minLength: 1, maxLength: 12 },
      ),
      partBytes: fc.integer({ min: 120, max: 400 }),
      past: fc.array(pastDeed, { maxLength: 3 }),
      meanwhile: fc.array(fc.record({ after: fc.integer({ min: 1, max: 14 }), deed }), { maxLength: 2 }),
      second: fc.constantFrom(0, 0, 1, 4),
      lies: fc.array(lieAt, { maxLength: 4 }),
      kills: fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 2 }),
      dice: fc.array(fc.nat(5), { minLength: 12, maxLength: 12 }),
    }),
  )

/** A device on the way may send rows of ours twice: what Eloqua then applies twice is not Bulkdesk's doing, but has to be said. */
export function mayDouble({ lies }: PastScenario): boolean {
  return lies.some(({ at, how }) => at === 'data' && how === 'doubled')
}

export function liesOf({ lies }: PastScenario): readonly Lie[] {
  return lies.map(({ at, how, skip, count }) => ({ ...PLACES[at], skip, count, manner: MANNERS[how] }))
}
