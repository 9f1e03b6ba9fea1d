import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Worker } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { createTestClient } from './testing/test-client.ts'

function run(...args: string[]): ChildProcess {
  return spawn(process.execPath, [join(import.meta.dirname, 'cli.ts'), ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
}

async function linesOf(child: ChildProcess, count: number): Promise<string[]> {
  const lines: string[] = []
  if (!child.stdout) return lines
  for await (const line of createInterface({ input: child.stdout })) {
    if (lines.push(line) === count) break
  }
  return lines
}

describe('npm run simulator', () => {
  it('says where it listens and how to sign in, serves, and stops on SIGTERM', async () => {
    const child = run('--speed', 'instant', '--contacts', '50', '--user', 'Acme\\Jo:a:b\\c', '--user', 'Acme\\Mo:d')
    const [listening = '', ...signIns] = await linesOf(child, 3)
    expect(listening).toMatch(/^listening on http:\/\/127\.0\.0\.1:\d+$/)
    expect(signIns.join('\n')).toContain('Acme\\Jo with the password a:b\\c')
    const send = createTestClient({ origin: listening.replace('listening on ', '') })
    expect((await send('/syncs', { user: 'Acme\\Jo:a:b\\c' })).status).toBe(200)
    expect((await send('/syncs')).status).toBe(401)
    child.kill('SIGTERM')
    const [code] = await once(child, 'exit')
    expect(code).toBe(0)
  })

  it.each([
    ['--port', '99999'],
    ['--speed', 'slow'],
    ['--user', 'nobody'],
    ['--nonsense', '1'],
  ])('refuses %s %s with its usage', async (...args) => {
    const child = run(...args)
    let said = ''
    child.stderr?.on('data', (chunk) => {
      said += chunk
    })
    const [code] = await once(child, 'close')
    expect([code, said]).toEqual([2, expect.stringContaining('Usage: npm run simulator')])
  })
})

describe('the practice instance', () => {
  it('runs in a worker, tells its login url, and closes when told', async () => {
    const worker = new Worker(new URL('./simulator.worker.ts', import.meta.url), { workerData: { contacts: 50 } })
    const [{ loginUrl }] = await once(worker, 'message')
    const origin = loginUrl.replace(/\/id$/, '')
    const send = createTestClient({ origin })
    expect((await send('/contacts/exports')).json.totalResults).toBeGreaterThan(2)
    expect((await createTestClient({ origin }, '/simulator/control')('/requests')).status).toBe(404)
    worker.postMessage('close')
    await once(worker, 'exit')
    await expect(send('/syncs')).rejects.toThrow()
  })
})

describe('the page at /', () => {
  it('says what this is, how to sign in and which paths there are', async () => {
    const child = run('--contacts', '50', '--user', 'A<b>\\Jo:x')
    const [listening = ''] = await linesOf(child, 1)
    const html = await (await fetch(listening.replace('listening on ', ''))).text()
    expect(html).toContain('Practice Eloqua')
    expect(html).toContain('/customObjects/{parentId}/syncActions/{id}/data')
    expect(html).not.toContain('A<b>')
    child.kill('SIGTERM')
    await once(child, 'exit')
  })
})
