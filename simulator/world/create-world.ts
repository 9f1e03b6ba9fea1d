import { DatabaseSync } from 'node:sqlite'
import { createDefinitionStore } from '../definitions/definition-store.ts'
import { createDataEngine } from '../engine/create-data-engine.ts'
import type { BodyPool } from '../http/body-pool.ts'
import { type Callbacks, createCallBack } from '../syncs/call-back.ts'
import { createSyncStore } from '../syncs/sync-store.ts'
import { createStaging } from '../uploads/staging.ts'
import { createHeldBodies, createStoredBodies } from '../uploads/upload-bodies.ts'
import { createClock, createHeldClock } from './clock.ts'
import { createRandom } from './random.ts'
import { createVariants } from './variants.ts'
import type { Speed, World } from './world.ts'

const LICENSED_CONTACTS = 10_000
const KB_PER_CONTACT = 50
/** Uploads beyond this wait in a temporary file instead of memory. */
const MOST_HELD_BYTES = 256_000_000

export interface WorldOptions {
  readonly seed?: number
  readonly contacts?: number
  /** Rows of the large generated export data set. */
  readonly rows?: number
  /** Where everything is kept; absent: in memory. */
  readonly dataFile?: string
  /** `real` takes the recorded times, `fast` an eighth, `instant` none. Default `instant`. */
  readonly speed?: Speed
  /** Names of `VARIANTS` to play: what Oracle leaves open, the other way round. */
  readonly variants?: readonly string[]
  /** Staging space in KB; default 50 for each licensed contact (10,000 or more). */
  readonly kbAllowed?: number
  readonly callbacks?: Callbacks
  /** Milliseconds since 1970 at which the simulator's clock starts. */
  readonly startAt?: number
  /** True: time moves by `control.clock.advance` alone. */
  readonly isTimeHeld?: boolean
}

/** One Eloqua in a database of its own. Throws when the data file cannot be used. */
export function createWorld(options: WorldOptions, pool: BodyPool, onDefect: World['onDefect']): World {
  const seed = options.seed ?? 1
  const { dataFile } = options
  const database = new DatabaseSync(dataFile ?? ':memory:')
  // Practice data: better lost with the machine's power than waited for at every request.
  if (dataFile !== undefined) database.exec('PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF')
  const bodies = dataFile === undefined ? createHeldBodies(MOST_HELD_BYTES, pool) : createStoredBodies(database, pool)
  const { contacts, rows } = options
  const engine = createDataEngine({
    database,
    seed,
    ...(contacts === undefined ? {} : { contacts }),
    ...(rows === undefined ? {} : { rows }),
    memory: pool,
  })
  return {
    engine,
    database,
    clock: (options.isTimeHeld ? createHeldClock : createClock)(options.startAt),
    random: createRandom(seed),
    definitions: createDefinitionStore(database),
    staging: createStaging(database, bodies),
    close() {
      bodies.close()
      database.close()
    },
    syncs: createSyncStore(database, engine.openExport),
    speed: options.speed ?? 'instant',
    variants: createVariants(options.variants),
    kbAllowed: options.kbAllowed ?? Math.max(LICENSED_CONTACTS, options.contacts ?? 0) * KB_PER_CONTACT,
    callBack: createCallBack(options.callbacks ?? 'any'),
    underWay: new Set(),
    waiting: new Set(),
    onDefect,
  }
}
