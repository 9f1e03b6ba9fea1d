import { randomBytes, randomUUID } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { AppError } from '../../shared/contract/errors.ts'
import { practiceName } from '../../shared/words/desktop.ts'
import { bulkdeskReasons } from '../../shared/words/reasons.ts'
import { pinToOrigin } from '../connections/host-pin.ts'
import type { PracticeConnection } from '../connections/session-state.ts'
import type { Log } from '../platform/logger.ts'
import { workerFile } from '../platform/worker-file.ts'

/** The simulator inside the app: a local Eloqua with believable data that forgets everything when it stops. */
export interface PracticeInstance {
  /** Starts it, or gives the one that runs. */
  start(): Promise<PracticeConnection>
  stop(): Promise<void>
}

export interface PracticeOptions {
  /** Told when it stopped, also when it fell over by itself. */
  readonly onStopped: () => void
  readonly onStarted: (practice: PracticeConnection) => void
  /** Known to a test; absent: a new one at each start. */
  readonly password?: string
  readonly log: Log
}

const READY = z.object({ loginUrl: z.url() })
const START_MS = 20_000

/** The simulator's user, with a password of this start: other users of the computer and web pages do not know it. */
function newSecret(password = randomBytes(24).toString('base64url')) {
  return { company: 'APITest', user: 'API.User', password }
}

/** What the user types on the sign-in page. Without this start's client secret the page leads to no token. */
const PAGE_PASSWORD = 'practice'

function newApp() {
  return {
    clientId: randomUUID(),
    clientSecret: randomBytes(24).toString('base64url'),
    redirectUri: 'https://bulkdesk.example/signed-in',
  }
}

interface Running {
  readonly worker: Worker
  readonly ready: Promise<PracticeConnection>
}

export function createPracticeInstance({ onStarted, onStopped, password, log }: PracticeOptions): PracticeInstance {
  let running: Running | undefined

  function launch(): Running {
    const secret = newSecret(password)
    const app = newApp()
    const workerData = { users: [{ ...secret, pagePassword: PAGE_PASSWORD }], apps: [{ ...app, name: 'Bulkdesk' }] }
    const worker = new Worker(workerFile('../../simulator/simulator.worker.ts', import.meta.url), { workerData })
    worker.on('error', (error) => log.error('the practice instance fell over', { error }))
    worker.on('exit', () => {
      if (running?.worker !== worker) return
      running = undefined
      onStopped()
    })
    const ready = readLoginUrl(worker).then((loginUrl) => {
      const practice = practiceConnection(loginUrl, secret, app)
      onStarted(practice)
      return practice
    })
    ready.catch((error: unknown) => {
      log.error('the practice instance did not start', { error })
      void worker.terminate()
    })
    return { worker, ready }
  }

  return {
    start() {
      running ??= launch()
      return running.ready
    },
    async stop() {
      await running?.worker.terminate()
    },
  }
}

/** The worker's first message names its login url. */
function readLoginUrl(worker: Worker): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const fail = (cause?: unknown): void =>
    reject(new AppError({ code: 'unknown', message: bulkdeskReasons.practiceNotStarted }, { cause }))
  const timer = setTimeout(fail, START_MS)
  worker.once('message', (message: unknown) => {
    const ready = READY.safeParse(message)
    if (ready.success) resolve(ready.data.loginUrl)
    else fail(message)
  })
  worker.once('error', fail)
  worker.once('exit', () => fail())
  return promise.finally(() => clearTimeout(timer))
}

function practiceConnection(
  loginUrl: string,
  secret: PracticeConnection['secret'],
  app: PracticeConnection['app'],
): PracticeConnection {
  const { origin, host } = new URL(loginUrl)
  return {
    connection: {
      // A new one each time: what was remembered of the last instance's syncs and uploads means nothing to this one.
      id: `practice-${randomUUID()}`,
      label: practiceName,
      company: secret.company,
      user: secret.user,
      environment: 'practice',
      kept: 'session',
      host,
    },
    reach: { loginUrl, hostPin: pinToOrigin(origin) },
    secret,
    app,
  }
}
