import type { AddressInfo } from 'node:net'
import { DatabaseSync } from 'node:sqlite'
import { type BodyPool, createBodyPool } from './body-pool.ts'
import { type Callbacks, createCallBack } from './call-back.ts'
import { createClock } from './clock.ts'
import { createControl, type SimulatorControl } from './control.ts'
import { createControlServer } from './control-http.ts'
import { createDefinitionStore } from './definition-store.ts'
import { createDataEngine } from './engine/create-data-engine.ts'
import { createHousekeeping } from './housekeeping.ts'
import { furnishPracticeWorld } from './practice/practice-world.ts'
import { createRandom } from './random.ts'
import type { Site } from './router.ts'
import { createSimulatorServer } from './server.ts'
import { createStaging } from './staging.ts'
import { resumeSyncs } from './sync-runner.ts'
import { createSyncStore } from './sync-store.ts'
import { createHeldBodies, createStoredBodies } from './upload-bodies.ts'
import { DEFAULT_USER, type SimulatorUser } from './users.ts'
import type { Speed, World } from './world.ts'

export interface SimulatorOptions {
  /** 0, the default, takes any free port. The host is always 127.0.0.1. */
  readonly port?: number
  readonly seed?: number
  readonly contacts?: number
  /** Rows of the large generated export data set. */
  readonly rows?: number
  /** Where everything is kept; absent: in memory. */
  readonly dataFile?: string
  /** `real` takes the recorded times, `fast` an eighth, `instant` none. Default `instant`. */
  readonly speed?: Speed
  readonly users?: readonly SimulatorUser[]
  /** Staging space in KB; default 50 for each licensed contact (10,000 or more). */
  readonly kbAllowed?: number
  readonly callbacks?: Callbacks
  /** False: no `/simulator/control/` over HTTP. */
  readonly controlPath?: boolean
  /** Milliseconds since 1970 at which the simulator's clock starts. */
  readonly startAt?: number
  readonly log?: (line: string) => void
}

export interface Simulator {
  /** `http://127.0.0.1:PORT`, also its bulk base's origin. */
  readonly origin: string
  /** Discovery: `…/id`. */
  readonly loginUrl: string
  readonly control: SimulatorControl
  close(): Promise<void>
}

const LICENSED_CONTACTS = 10_000
const KB_PER_CONTACT = 50
/** Uploads beyond this wait in a temporary file instead of memory. */
const MOST_HELD_BYTES = 256_000_000

function createWorld(options: SimulatorOptions, pool: BodyPool, onDefect: World['onDefect']): World {
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
  })
  return {
    engine,
    database,
    clock: createClock(options.startAt),
    random: createRandom(seed),
    definitions: createDefinitionStore(database),
    staging: createStaging(database, bodies),
    close() {
      bodies.close()
      if (database.isOpen) database.close()
    },
    syncs: createSyncStore(database),
    speed: options.speed ?? 'instant',
    kbAllowed: options.kbAllowed ?? Math.max(LICENSED_CONTACTS, options.contacts ?? 0) * KB_PER_CONTACT,
    callBack: createCallBack(options.callbacks ?? 'any'),
    underWay: new Set(),
    onDefect,
  }
}

/** Starts a local Eloqua on 127.0.0.1. Rejects when the port is taken or the data file cannot be used. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  let defects = 0
  const pool = createBodyPool()
  const onDefect = (error: unknown) => {
    defects++
    options.log?.(error instanceof Error ? (error.stack ?? error.message) : String(error))
  }
  const world = createWorld(options, pool, onDefect)
  const users = options.users?.length ? options.users : [DEFAULT_USER]
  await furnishPracticeWorld(world, users)
  resumeSyncs(world)
  const control = createControl(world, () => defects)
  let origin = ''
  let movedTo: string | undefined
  const site: Site = {
    world,
    users,
    origin: () => movedTo ?? origin,
    hasMoved: () => movedTo !== undefined,
    sweep: createHousekeeping(world),
  }
  const server = createSimulatorServer({
    site,
    faults: control.faults,
    requests: control.requests,
    pool,
    move: (to) => {
      movedTo = to
    },
    control: options.controlPath === false ? () => false : createControlServer(() => control),
    onError: onDefect,
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    loginUrl: `${origin}/id`,
    control,
    async close() {
      world.clock.stop()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
      world.engine.close()
      world.close()
    },
  }
}
