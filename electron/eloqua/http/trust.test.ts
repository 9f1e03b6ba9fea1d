import { getCACertificates } from 'node:tls'
import { describe, expect, it } from 'vitest'
import { systemTrust } from './trust.ts'

function recordingLog() {
  const errors: unknown[] = []
  const log = { info: () => undefined, warn: () => undefined, error: (...line: unknown[]) => void errors.push(line) }
  return { log, errors }
}

describe('systemTrust', () => {
  it('reads the list in a thread, and makes one context for all requests', async () => {
    const { log, errors } = recordingLog()
    const trust = systemTrust(log)
    expect(await trust.context()).toBe(await trust.context())
    expect(errors).toEqual([])
  })

  it('leaves main free while a slow system is asked', async () => {
    const { promise, resolve } = Promise.withResolvers<readonly string[]>()
    const trust = systemTrust(recordingLog().log, () => promise)
    const order: string[] = []
    const context = trust.context().then(() => order.push('context'))
    await new Promise<void>((done) => setImmediate(done))
    order.push('main went on')
    resolve(getCACertificates('default'))
    await context
    expect(order).toEqual(['main went on', 'context'])
  })

  it.each([
    ['the thread fails', () => Promise.reject(new Error('no keychain'))],
    ['a certificate is damaged', () => Promise.reject(new TypeError('bad list'))],
  ])("falls back to Node's own certificates, and says so in the log, when %s", async (_name, list) => {
    const { log, errors } = recordingLog()
    expect(await systemTrust(log, list).context()).toBeTypeOf('object')
    expect(errors).toHaveLength(1)
  })
})
