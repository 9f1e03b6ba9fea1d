import { request } from 'node:http'
import type { Worker } from 'node:worker_threads'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { PracticeConnection } from '../connections/session-state.ts'
import { createMemoryLog } from '../testing/memory-log.ts'
import { createPracticeInstance } from './practice-instance.ts'

const workers: Worker[] = []
vi.mock('node:worker_threads', async (original) => {
  const real = await original<typeof import('node:worker_threads')>()
  class WatchedWorker extends real.Worker {
    constructor(...args: ConstructorParameters<typeof Worker>) {
      super(...args)
      workers.push(this)
    }
  }
  return { ...real, Worker: WatchedWorker }
})

const { log, entries } = createMemoryLog()

function create() {
  const started: PracticeConnection[] = []
  let stops = 0
  const practice = createPracticeInstance({
    onStarted: (connection) => started.push(connection),
    onStopped: () => {
      stops += 1
    },
    log,
  })
  return { practice, started, stops: () => stops }
}

afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.terminate()))
})

describe('the practice instance', () => {
  it('runs once however often it is asked for, and signs in with its own user at its own origin only', async () => {
    const { practice, started } = create()
    const [first, second] = await Promise.all([practice.start(), practice.start()])
    expect(second).toBe(first)
    expect(started).toEqual([first])
    expect(workers).toHaveLength(1)
    const { loginUrl, hostPin } = first.reach
    expect(() => hostPin(new URL(loginUrl))).not.toThrow()
    expect(() => hostPin(new URL('https://login.eloqua.com/id'))).toThrow()
    const { company, user, password } = first.secret
    const authorization = `Basic ${Buffer.from(`${company}\\${user}:${password}`).toString('base64')}`
    expect(await (await fetch(loginUrl, { headers: { authorization } })).json()).toHaveProperty('urls')
    await practice.stop()
  })

  it('lets in nobody without the secret of this start', async () => {
    const { practice } = create()
    const first = await practice.start()
    await practice.stop()
    const second = await practice.start()
    expect(second.secret.password).not.toBe(first.secret.password)
    expect(second.secret.password.length).toBeGreaterThanOrEqual(32)
    for (const password of ['practice', first.secret.password, '']) {
      const authorization = `Basic ${Buffer.from(`APITest\\API.User:${password}`).toString('base64')}`
      const answer = await fetch(second.reach.loginUrl, { headers: { authorization } })
      expect(await answer.json()).toBe('Not authenticated.')
    }
    await practice.stop()
  })

  it('answers no other host and no web page, whatever they know', async () => {
    const { practice } = create()
    const { reach, secret } = await practice.start()
    const { port } = new URL(reach.loginUrl)
    const auth = `${secret.company}\\${secret.user}:${secret.password}`
    const ask = (headers: Record<string, string>) =>
      new Promise<number | undefined>((resolve, reject) => {
        request({ host: '127.0.0.1', port, path: '/id', auth, headers }, (answer) => {
          answer.resume()
          resolve(answer.statusCode)
        })
          .on('error', reject)
          .end()
      })
    expect(await ask({})).toBe(200)
    expect(await ask({ Host: `rebound.example.com:${port}` })).toBe(403)
    expect(await ask({ Host: '127.0.0.1' })).toBe(403)
    expect(await ask({ Origin: `http://127.0.0.1:${port}` })).toBe(403)
    expect(await ask({ 'Sec-Fetch-Site': 'cross-site' })).toBe(403)
    await practice.stop()
  })

  it('is told of when it falls over, and starts afresh', async () => {
    const { practice, stops } = create()
    const first = await practice.start()
    await workers[0]?.terminate()
    await expect.poll(() => stops()).toBe(1)
    const second = await practice.start()
    expect(second.connection.id).not.toBe(first.connection.id)
    await practice.stop()
    await expect.poll(() => stops()).toBe(2)
  })

  it('stops nothing when it does not run', async () => {
    const { practice, stops } = create()
    await practice.stop()
    expect(stops()).toBe(0)
  })

  it('leaves the stack in the log when it cannot start', async () => {
    const { practice } = create()
    const started = practice.start()
    workers[0]?.emit('error', new TypeError('no port'))
    await expect(started).rejects.toMatchObject({ code: 'unknown' })
    expect(entries).toContainEqual([
      'the practice instance fell over',
      {
        error: expect.objectContaining({ name: 'TypeError', stack: expect.stringContaining('practice-instance.test') }),
      },
    ])
  })
})
