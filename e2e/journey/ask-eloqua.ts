import type { SimulatorUser } from '../../simulator/sign-in/users.ts'
import type { Simulator } from '../../simulator/simulator.ts'
import { JOURNEY_USER } from './eloqua.ts'

/** A request past the app, as another program of the same company makes it. Rejects for anything but a 2xx. */
export async function askEloqua<T>(
  { origin }: Simulator,
  path: string,
  options: {
    readonly method?: 'PUT'
    readonly body?: unknown
    readonly user?: SimulatorUser
    readonly accept?: string
  } = {},
): Promise<T> {
  const { company, user, password } = options.user ?? JOURNEY_USER
  const authorization = `Basic ${Buffer.from(`${company}\\${user}:${password}`).toString('base64')}`
  const response = await fetch(`${origin}/api/bulk/2.0${path}`, {
    method: options.method ?? (options.body === undefined ? 'GET' : 'POST'),
    headers: { authorization, 'content-type': 'application/json', accept: options.accept ?? 'application/json' },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${path}: ${response.status} ${text.slice(0, 200)}`)
  // Staged data are answered without a body.
  return (options.accept === 'text/csv' || text === '' ? text : JSON.parse(text)) as T
}

/** Starts a sync past the app; gives its number. */
export async function runPast(eloqua: Simulator, definitionUri: string, user?: SimulatorUser): Promise<number> {
  const body = { syncedInstanceUri: definitionUri }
  const { uri } = await askEloqua<{ uri: string }>(eloqua, '/syncs', { body, ...(user ? { user } : {}) })
  return Number(uri.split('/').at(-1))
}
