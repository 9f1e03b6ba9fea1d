import fc from 'fast-check'
import type { FaultEffect, FaultRule } from '../../../simulator/faults/faults.ts'
import type { VariantName } from '../../../simulator/world/variants.ts'

/** What happens to one upload: all of it chosen by chance, all of it printed when an invariant breaks. */
export interface Scenario {
  readonly target: 'activities' | 'contacts' | 'list'
  readonly way: 'straight' | 'private-copy'
  readonly isAuto: boolean
  /** True: Eloqua knows the row's contact; false: it will reject the row. */
  readonly rows: readonly boolean[]
  readonly partBytes: number
  readonly batchParts: number
  readonly faults: readonly FaultRule[]
  /** After so many named steps the process is killed and a new one takes over. */
  readonly kills: readonly number[]
  /** After so many named steps something happens that we did not do. */
  readonly surprise?: { readonly at: number; readonly what: 'cancel' | 'delete-copy' | 'switch-auto' }
  /** After so many named steps the user presses Pause; the app may be closed and started again before they resume. */
  readonly pause?: { readonly at: number; readonly restart: boolean }
  /** What Oracle leaves open, played the other way. */
  readonly variant?: VariantName
  /** Which offered answer the user gives, question by question. */
  readonly answers: readonly number[]
}

const VARIANTS_OF_UPLOADS = [
  'blank-ends-q',
  'rejects-go-with-definition',
  'staging-lost',
  'millisecond-times',
] as const satisfies readonly VariantName[]

/** Longer than the oracle's client waits for an answer. */
export const LATE_MS = 450

const lost: readonly FaultEffect[] = [
  { kind: 'reset', when: 'before-body' },
  { kind: 'reset', when: 'mid-body' },
  { kind: 'reset', when: 'after-body' },
  { kind: 'reset', when: 'after-body', applied: true },
]
const refusing = (status: number, headers?: Record<string, string>): FaultEffect => ({
  kind: 'answer',
  status,
  body: 'Refused',
  ...(headers ? { headers } : {}),
})
const broken = [500, 502, 503, 504].flatMap((status): FaultEffect[] => [
  { kind: 'answer', status, body: 'x', headers: { 'Retry-After': '120' } },
  { kind: 'answer', status, body: { errorSeverity: 0 }, applied: true },
])
const impostors: readonly FaultEffect[] = [
  { kind: 'html' },
  { kind: 'html', applied: true },
  { kind: 'answer', status: 200, body: '', applied: true },
  { kind: 'answer', status: 200, body: { unexpected: true } },
  { kind: 'redirect', location: 'http://127.0.0.1:9/elsewhere' },
  { kind: 'redirect', location: 'http://127.0.0.1:9/elsewhere', status: 307 },
]
const crippled: readonly FaultEffect[] = [
  { kind: 'delay', ms: 20 },
  { kind: 'delay', ms: LATE_MS, after: true },
  { kind: 'truncate', share: 0.5 },
  { kind: 'wrong-length', by: 40 },
  { kind: 'wrong-length', by: -10 },
  { kind: 'drip', bytes: 40, everyMs: 1 },
]
const refusals = [
  refusing(429),
  refusing(429, { 'Retry-After': '2' }),
  ...[400, 401, 403, 404, 409, 410, 412, 413].map((s) => refusing(s)),
]
const lies: readonly FaultEffect[] = [
  { kind: 'page', hasMore: null },
  { kind: 'page', count: 0 },
  { kind: 'page', totalResults: null },
  { kind: 'page', hasMore: true },
  { kind: 'page', keep: 0 },
  { kind: 'page', withoutItems: true },
  { kind: 'page', offset: 0 },
]
const stuck: readonly FaultEffect[] = [
  { kind: 'sync', outcome: 'error' },
  { kind: 'sync', outcome: 'stuck-pending' },
  { kind: 'sync', outcome: 'stuck-active' },
]
const late: FaultEffect = { kind: 'delay', ms: LATE_MS }

const everything = [...lost, ...refusals, ...broken, ...impostors, ...crippled]

function rule(method: string, path: string, effects: readonly FaultEffect[]): fc.Arbitrary<FaultRule> {
  return fc.record({
    method: fc.constant(method),
    path: fc.constant(path),
    effect: fc.constantFrom(...effects),
    count: fc.integer({ min: 1, max: 3 }),
    skip: fc.integer({ min: 0, max: 3 }),
  })
}

/** Every kind of fault on every kind of request. `late` work on a shared definition cannot be told from lost work. */
function faultRules(way: Scenario['way']): fc.Arbitrary<readonly FaultRule[]> {
  const data = way === 'private-copy' ? [...everything, late] : everything
  const readable = everything.filter((effect) => !('applied' in effect && effect.applied))
  return fc.array(
    fc.oneof(
      { arbitrary: rule('POST', '*/data', data), weight: 5 },
      { arbitrary: rule('POST', '/\\/(imports|syncActions)$/', [...everything, late]), weight: 3 },
      { arbitrary: rule('POST', '*/bulk/2.0/syncs', [...everything, late, ...stuck]), weight: 4 },
      { arbitrary: rule('GET', '/\\/(syncs|imports|syncActions)/', [...readable, ...lies]), weight: 4 },
      { arbitrary: rule('DELETE', '*', readable), weight: 1 },
    ),
    { maxLength: 4 },
  )
}

export const scenarios: fc.Arbitrary<Scenario> = fc
  .constantFrom('straight' as const, 'private-copy' as const, 'private-copy' as const)
  .chain((way) =>
    fc.record({
      target: fc.constantFrom('activities' as const, 'activities' as const, 'contacts' as const, 'list' as const),
      way: fc.constant(way),
      isAuto: way === 'straight' ? fc.boolean() : fc.constant(false),
      rows: fc.array(
        fc.nat(9).map((n) => n > 0),
        { minLength: 1, maxLength: 24 },
      ),
      partBytes: fc.integer({ min: 160, max: 500 }),
      batchParts: way === 'straight' ? fc.constant(40) : fc.integer({ min: 1, max: 3 }),
      faults: faultRules(way),
      kills: fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 3 }),
      surprise: fc.option(
        fc.record({
          at: fc.integer({ min: 1, max: 20 }),
          what: fc.constantFrom('cancel' as const, 'delete-copy' as const, 'switch-auto' as const),
        }),
        { nil: undefined, freq: 4 },
      ),
      pause: fc.option(fc.record({ at: fc.integer({ min: 1, max: 16 }), restart: fc.boolean() }), {
        nil: undefined,
        freq: 2,
      }),
      variant: fc.option(fc.constantFrom(...VARIANTS_OF_UPLOADS), { nil: undefined, freq: 2 }),
      answers: fc.array(fc.nat(5), { minLength: 12, maxLength: 12 }),
    }),
  )
