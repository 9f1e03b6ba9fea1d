import { Worker } from 'node:worker_threads'
import { describe, expect, it, onTestFinished } from 'vitest'
import { AppError } from '../../shared/contract/errors.ts'
import { createMemoryLog } from '../testing/memory-log.ts'
import type { OddMethods } from './testing/odd-worker.ts'
import { handOver, linkWorker } from './worker-link.ts'

function openLink(onNews?: (news: never) => void) {
  const { log, entries } = createMemoryLog()
  const worker = new Worker(new URL('./testing/odd-worker.ts', import.meta.url))
  onTestFinished(() => void worker.terminate())
  return { link: linkWorker<OddMethods>(worker, { log, name: 'odd', onNews }), worker, entries }
}

describe('the link to a worker', () => {
  it('answers each call with its own value, however many are open', async () => {
    const { link } = openLink()
    const values = Array.from({ length: 50 }, (_, index) => ({ index }))
    expect(await Promise.all(values.map((value) => link.call('echo', [value])))).toEqual(values)
  })

  it('hands buffers over in both directions without copying them', async () => {
    const { link } = openLink()
    const { bytes, transfer } = handOver(Buffer.from(new Uint8Array(1_000).buffer))
    expect(await link.call('sizeOf', [bytes], transfer)).toBe(1_000)
    expect(bytes.byteLength).toBe(0)
    expect(await link.call('make', [2_000])).toEqual(new Uint8Array(2_000))
  })

  it('copies a slice of a pool before it hands it over, so that the pool stays whole', () => {
    const pool = Buffer.from(new Uint8Array(100).buffer)
    const { bytes } = handOver(pool.subarray(10, 20))
    expect(bytes.byteLength).toBe(10)
    expect(bytes.buffer).not.toBe(pool.buffer)
  })

  it('brings an error of ours over with its code, and logs nothing of it', async () => {
    const { link, entries } = openLink()
    await expect(link.call('refuse', [])).rejects.toMatchObject({ name: 'AppError', code: 'file-changed' })
    expect(entries).toEqual([])
  })

  it('logs any other error with the stack it has in the worker, and lives on', async () => {
    const { link, entries } = openLink()
    await expect(link.call('fail', [])).rejects.toMatchObject({ code: 'unknown' })
    await expect(link.call('giveFunction', [])).rejects.toMatchObject({ code: 'unknown' })
    expect(entries).toMatchObject([
      [
        'defect',
        { during: 'odd: fail', error: { name: 'RangeError', stack: expect.stringContaining('odd-worker.ts') } },
      ],
      ['defect', { during: 'odd: giveFunction', error: { name: 'DataCloneError' } }],
    ])
    expect(await link.call('echo', [1])).toBe(1)
  })

  it('hears what the worker says unasked, before the answer that follows it', async () => {
    const heard: string[] = []
    const { link } = openLink((news: string) => heard.push(news))
    await link.call('tell', ['half'])
    expect(heard).toEqual(['half'])
  })

  it.each(['leave', 'failLater'] as const)(
    'rejects what is open and all that follows when the worker dies: %s',
    async (how) => {
      const { link, entries } = openLink()
      link.call(how, []).catch(() => undefined)
      await expect(link.call('leave', [])).rejects.toMatchObject({ code: 'unknown' })
      await expect(link.call('echo', [1])).rejects.toMatchObject({ code: 'unknown' })
      expect(entries).toHaveLength(1)
    },
  )

  it('rejects with the reason it is ended for, and leaves the worker to another link', async () => {
    const { link, worker, entries } = openLink()
    const open = link.call('echo', [1])
    link.end(new AppError({ code: 'cancelled', message: 'Canceled.' }))
    await expect(open).rejects.toMatchObject({ code: 'cancelled' })
    await expect(link.call('echo', [2])).rejects.toMatchObject({ code: 'cancelled' })
    const { log } = createMemoryLog()
    expect(await linkWorker<OddMethods>(worker, { log, name: 'next' }).call('echo', [3])).toBe(3)
    expect(entries).toEqual([])
  })
})
