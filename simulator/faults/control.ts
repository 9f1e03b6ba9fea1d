import type { DatabaseSync } from 'node:sqlite'
import type { StoredDefinition } from '../definitions/definition-store.ts'
import { fitsWildcard } from '../http/criterion.ts'
import { createRequestLog, type RequestLog } from '../http/request-log.ts'
import type { SignInControl } from '../sign-in/sign-in.ts'
import type { StoredSync } from '../syncs/sync-store.ts'
import type { Variants } from '../world/variants.ts'
import type { World } from '../world/world.ts'
import { createFaults, type Faults } from './faults.ts'

/** The hands of a test on a running simulator: its time, its faults, and what it holds. */
export interface SimulatorControl {
  readonly clock: { now(): number; advance(ms: number): void }
  /** Resolves once no sync's work is under way. */
  settled(): Promise<void>
  readonly faults: Faults
  /** What Oracle leaves open, switched while the simulator runs. */
  readonly variants: Variants
  readonly requests: RequestLog
  /** The company's security settings, and the end of its tokens. */
  readonly signIn: SignInControl
  /** Everything: the data side's tables, and definitions, uploads, syncs, logs and rejects (`bulk_…`). */
  readonly database: DatabaseSync
  /** Rows of a SELECT. */
  sql(statement: string, ...values: (string | number | null)[]): Record<string, unknown>[]
  definitions(): readonly StoredDefinition[]
  syncs(): readonly StoredSync[]
  /** Uploads and bytes of a definition that no sync has taken. */
  staged(definitionUri: string): { readonly uploads: number; readonly bytes: number }
  /** Lets something depend on a definition, so that deleting it is answered 412. */
  setDependedOn(definitionUri: string, isDependedOn: boolean): void
  /** How many requests failed inside the simulator itself: 0, or the simulator has a defect. */
  defects(): number
}

export function createControl(world: World, signIn: SignInControl, defects: () => number): SimulatorControl {
  return {
    clock: { now: () => world.clock.now(), advance: (ms) => world.clock.advance(ms) },
    async settled() {
      while (world.underWay.size > 0) await Promise.all(world.underWay)
    },
    faults: createFaults(),
    variants: world.variants,
    requests: createRequestLog(fitsWildcard),
    signIn,
    database: world.database,
    sql(statement, ...values) {
      if (!/^\s*(?:select|with)\b/i.test(statement)) throw new TypeError('Only SELECT is allowed')
      return world.database.prepare(statement).all(...values)
    },
    definitions: () => world.definitions.list(),
    syncs: () => world.syncs.list(),
    staged: (uri) => ({ uploads: world.staging.count(uri), bytes: world.staging.bytes(uri) }),
    setDependedOn(uri, isDependedOn) {
      const definition = world.definitions.find(uri)
      if (!definition) throw new TypeError(`There is no definition ${uri}`)
      world.definitions.save({ ...definition, isDependedOn })
    },
    defects,
  }
}
