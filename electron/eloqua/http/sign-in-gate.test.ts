import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '../../../shared/contract/errors.ts'
import { type Simulator, startSimulator } from '../../../simulator/simulator.ts'
import { discover } from '../../connections/discovery.ts'
import { createSignInGate } from './sign-in-gate.ts'
import { createTestClient } from './testing/test-client.ts'

const refusal = new AppError({ code: 'unauthorized', message: 'x' })

/** Requests that are answered when the test says so. */
function requests() {
  const out: PromiseWithResolvers<string>[] = []
  return {
    out,
    send: () => {
      const request = Promise.withResolvers<string>()
      out.push(request)
      return request.promise
    },
  }
}

const turns = () => new Promise((resolve) => setImmediate(resolve))

describe('the gate before every request', () => {
  it('lets one go alone until Eloqua has accepted it, and then all', async () => {
    const gate = createSignInGate()
    const { out, send } = requests()
    const all = [gate.ask(send), gate.ask(send), gate.ask(send)]
    await turns()
    expect(out).toHaveLength(1)
    gate.prove()
    await turns()
    expect(out).toHaveLength(3)
    for (const request of out) request.resolve('yes')
    expect(await Promise.all(all)).toEqual(['yes', 'yes', 'yes'])
  })

  it('lets none of those that wait go once the first was refused', async () => {
    const gate = createSignInGate()
    const { out, send } = requests()
    const all = Promise.allSettled([gate.ask(send), gate.ask(send), gate.ask(send)])
    await turns()
    out[0]?.reject(refusal)
    expect((await all).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(out).toHaveLength(1)
  })

  it('lets the next one go alone where the first failed for another reason', async () => {
    const gate = createSignInGate()
    const { out, send } = requests()
    const all = Promise.allSettled([gate.ask(send), gate.ask(send), gate.ask(send)])
    for (let next = 0; next < 3; next += 1) {
      await turns()
      expect(out).toHaveLength(next + 1)
      out[next]?.reject(new AppError({ code: 'offline', message: 'x' }))
    }
    await all
  })

  it('asks for a new proof after a while', async () => {
    let now = 0
    const gate = createSignInGate(() => now)
    gate.prove()
    const { out, send } = requests()
    void gate.ask(send)
    void gate.ask(send)
    await turns()
    expect(out).toHaveLength(2)
    now = 10_000
    void gate.ask(send)
    void gate.ask(send)
    await turns()
    expect(out).toHaveLength(3)
  })

  it('does not wait for an answer that began long ago and still comes', async () => {
    let now = 0
    const gate = createSignInGate(() => now)
    const { out, send } = requests()
    void gate.ask(send)
    await turns()
    gate.prove()
    now = 60_000
    void gate.ask(send)
    await turns()
    expect(out).toHaveLength(2)
  })

  it('lets one that waits be called off at once', async () => {
    const gate = createSignInGate()
    const { send } = requests()
    void gate.ask(send)
    const abort = new AbortController()
    const waiting = gate.ask(send, abort.signal)
    abort.abort()
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' })
  })
})

describe('a wrong password, where five tries lock the user out', () => {
  let simulator: Simulator
  const secret = { company: 'APITest', user: 'API.User', password: 'practice' }
  const tries = () =>
    simulator.control.requests.list({}).filter(({ path, status }) => status === 401 || path === '/id').length
  beforeEach(async () => {
    simulator = await startSimulator({ contacts: 20, callbacks: 'none' })
    secret.password = 'practice'
  })
  afterEach(() => simulator.close())

  function open(now?: () => number) {
    const credentials = async () => ({ ...secret })
    const gate = createSignInGate(now)
    const ask = async () =>
      discover({ loginUrl: simulator.loginUrl, hostPin: () => {}, credentials: await credentials(), fetch })
    return { gate, client: createTestClient(simulator.origin, { signIn: gate, credentials, discover: ask }) }
  }

  const burst = ({ client }: ReturnType<typeof open>) =>
    Promise.allSettled([
      ...Array.from({ length: 12 }, () => client.readJson({ path: '/syncs' })),
      client
        .sendOnce({ path: '/syncs', contentType: 'application/json', body: Buffer.from('{}') })
        .then((outcome) => (outcome.kind === 'accepted' ? outcome : Promise.reject(outcome))),
    ])

  it('costs one try, however much Bulkdesk wants to read and send when it starts', async () => {
    secret.password = 'mistyped'
    const ends = await burst(open())
    expect(ends.every(({ status }) => status === 'rejected')).toBe(true)
    expect(tries()).toBe(1)
    secret.password = 'practice'
    await expect(open().client.readJson({ path: '/syncs' })).resolves.toBeDefined()
  })

  it('costs one request and the question where the instance lives, when it was changed meanwhile', async () => {
    let now = 0
    const app = open(() => now)
    await app.client.readJson({ path: '/syncs' })
    simulator.control.requests.clear()
    secret.password = 'old by now'
    now = 60_000
    await burst(app)
    expect(tries()).toBe(2)
    await burst(app)
    expect(tries()).toBe(2)
    secret.password = 'practice'
    await expect(open().client.readJson({ path: '/syncs' })).resolves.toBeDefined()
  })
})
