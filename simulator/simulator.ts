import type { IncomingMessage, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createControl, type SimulatorControl } from './faults/control.ts'
import { createControlServer } from './faults/control-http.ts'
import { createBodyPool } from './http/body-pool.ts'
import { isFromOwnClient, isFromSignInPage } from './http/own-host.ts'
import type { Site } from './http/router.ts'
import { createSimulatorServer } from './http/server.ts'
import { furnishPracticeWorld } from './practice/practice-world.ts'
import type { RegisteredApp } from './sign-in/apps.ts'
import type { SignInSettings } from './sign-in/gate.ts'
import { createSignIn, type SignIn } from './sign-in/sign-in.ts'
import { DEFAULT_USER, type SimulatorUser } from './sign-in/users.ts'
import { createHousekeeping } from './syncs/housekeeping.ts'
import { resumeSyncs } from './syncs/sync-runner.ts'
import { createWorld, type WorldOptions } from './world/create-world.ts'
import type { World } from './world/world.ts'

export interface SimulatorOptions extends WorldOptions {
  /** 0, the default, takes any free port. The host is always 127.0.0.1. */
  readonly port?: number
  readonly users?: readonly SimulatorUser[]
  /** Apps registered for OAuth; default: the practice app of sign-in/apps.ts. */
  readonly apps?: readonly RegisteredApp[]
  /** The company's security settings; default: passwords and OAuth, locked after five wrong tries. */
  readonly signIn?: Partial<SignInSettings>
  /** False: no `/simulator/control/` over HTTP. */
  readonly controlPath?: boolean
  /**
   * True: answers only what is sent to its own address, and no web page. A page whose name was made to point here
   * (DNS rebinding) sends that name as its host, and any page sends its origin.
   */
  readonly ownHostOnly?: boolean
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

interface Place {
  site: Site
  /** Where it listens; known once it does. */
  settle(origin: string): void
  move(origin: string): void
}

function createPlace(world: World, users: readonly SimulatorUser[], signIn: SignIn): Place {
  let origin = ''
  let movedTo: string | undefined
  return {
    site: {
      world,
      users,
      signIn,
      origin: () => movedTo ?? origin,
      hasMoved: () => movedTo !== undefined,
      sweep: createHousekeeping(world),
    },
    settle(at) {
      origin = at
    },
    move(to) {
      movedTo = to
    },
  }
}

async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

function isOwn(request: IncomingMessage, origin: string): boolean {
  return isFromOwnClient(request, origin) || isFromSignInPage(request, origin)
}

async function closeAndThrow(close: () => Promise<void>, error: unknown): Promise<never> {
  await close()
  throw error
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
  const signIn = createSignIn({
    users,
    clock: world.clock,
    ...(options.apps ? { apps: options.apps } : {}),
    ...(options.signIn ? { settings: options.signIn } : {}),
  })
  const control = createControl(world, signIn.control, () => defects)
  const { site, settle, move } = createPlace(world, users, signIn)
  const server = createSimulatorServer({
    site,
    faults: control.faults,
    requests: control.requests,
    pool,
    ...(options.ownHostOnly ? { admits: (request) => isOwn(request, site.origin()) } : {}),
    move,
    control: options.controlPath === false ? () => false : createControlServer(control),
    onError: onDefect,
  })
  const close = async () => {
    world.clock.stop()
    await stop(server)
    if (world.database.isOpen) world.close()
  }
  const origin = await listen(server, options.port ?? 0).catch((error: unknown) => closeAndThrow(close, error))
  settle(origin)
  resumeSyncs(world)
  return { origin, loginUrl: `${origin}/id`, control, close }
}
