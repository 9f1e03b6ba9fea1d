import { fitsWildcard } from '../http/criterion.ts'
import type { SyncFault } from '../world/world.ts'

/** What goes wrong. `applied: true`: the request does its work all the same, and only the answer is lost or replaced. */
export type FaultEffect =
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly reason?: string
      readonly headers?: Readonly<Record<string, string>>
      /** Text is sent as it is, anything else as JSON. */
      readonly body?: unknown
      readonly applied?: boolean
    }
  /** A 200 that is an HTML page: a captive portal or a proxy. */
  | { readonly kind: 'html'; readonly body?: string; readonly applied?: boolean }
  | { readonly kind: 'redirect'; readonly location: string; readonly status?: number }
  /** Waits so many real milliseconds, then goes on as usual; `after`: when the work is done, before the answer. */
  | { readonly kind: 'delay'; readonly ms: number; readonly after?: boolean }
  /** The connection is reset: before the body is read, in its middle, or once it has wholly arrived. */
  | { readonly kind: 'reset'; readonly when: 'before-body' | 'mid-body' | 'after-body'; readonly applied?: boolean }
  /** The answer announces its true length and ends after this share of it (0 to 1), by a reset. */
  | { readonly kind: 'truncate'; readonly share: number }
  /** Content-Length is wrong by so many bytes; a positive number leaves the client waiting until the connection closes. */
  | { readonly kind: 'wrong-length'; readonly by: number }
  /** The answer comes in pieces of so many bytes, with pauses. */
  | { readonly kind: 'drip'; readonly bytes: number; readonly everyMs: number }
  /** The instance has moved: API calls at the old base answer 401 from now on, and `/id` names `origin`. */
  | { readonly kind: 'moved'; readonly origin: string }
  /** A paged answer that lies. `null` removes the property. */
  | {
      readonly kind: 'page'
      readonly hasMore?: boolean | null
      readonly count?: number | null
      readonly totalResults?: number | null
      /** Keep only the first so many rows. */
      readonly keep?: number
      /** Answer as if this offset had been asked for: a duplicate page. */
      readonly offset?: number
      /** Leave `items` out altogether. */
      readonly withoutItems?: boolean
    }
  /** The sync that this request starts gets stuck or fails. */
  | ({ readonly kind: 'sync' } & SyncFault)

export interface FaultRule {
  /** GET, POST, …; absent: any. */
  readonly method?: string
  /** Path below the origin with `*` as any run of characters (query left out), or a pattern between slashes: `/regexp/`. Case does not matter. */
  readonly path: string
  /** How many requests it hits; default 1, 0 for all. */
  readonly count?: number
  /** Requests that fit and are let through first. */
  readonly skip?: number
  readonly effect: FaultEffect
}

export interface Faults {
  /** Adds a rule; several that fit one request all take effect. Returns its number. Throws for a rule it cannot read. */
  add(rule: FaultRule): number
  remove(id: number): void
  clear(): void
  list(): readonly (FaultRule & { readonly id: number; readonly hits: number })[]
  /** The effects on this request; counts it. */
  take(method: string, path: string): readonly FaultEffect[]
}

interface Entry {
  readonly id: number
  readonly rule: FaultRule
  readonly fits: (path: string) => boolean
  seen: number
  hits: number
}

function toTest(pattern: string): (path: string) => boolean {
  const expression = /^\/(.+)\/$/.exec(pattern)
  // A path such as /syncs/ is no pattern: one holds at least one sign that paths do not have.
  if (expression?.[1] && /[\\^$.|?*+()[\]{}]/.test(expression[1])) {
    const compiled = new RegExp(expression[1], 'i')
    return (path) => compiled.test(path)
  }
  return (path) => fitsWildcard(pattern, path)
}

export function createFaults(): Faults {
  let entries: Entry[] = []
  let nextId = 1
  return {
    add(rule) {
      if (typeof rule?.path !== 'string' || typeof rule.effect?.kind !== 'string') {
        throw new TypeError('A fault rule needs a path and an effect')
      }
      entries.push({ id: nextId, rule, fits: toTest(rule.path), seen: 0, hits: 0 })
      return nextId++
    },
    remove(id) {
      entries = entries.filter((entry) => entry.id !== id)
    },
    clear() {
      entries = []
    },
    list: () => entries.map(({ id, rule, hits }) => ({ ...rule, id, hits })),
    take(method, path) {
      const effects: FaultEffect[] = []
      for (const entry of entries) {
        const { rule } = entry
        if (rule.method && rule.method.toUpperCase() !== method) continue
        if (!entry.fits(path)) continue
        entry.seen++
        const count = rule.count ?? 1
        if (entry.seen <= (rule.skip ?? 0) || (count > 0 && entry.hits >= count)) continue
        entry.hits++
        effects.push(rule.effect)
      }
      return effects
    },
  }
}

/** The effect of one kind among several, if there is one. */
export function effectOf<K extends FaultEffect['kind']>(
  effects: readonly FaultEffect[],
  kind: K,
): Extract<FaultEffect, { kind: K }> | undefined {
  return effects.find((effect): effect is Extract<FaultEffect, { kind: K }> => effect.kind === kind)
}
