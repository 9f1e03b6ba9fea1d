import { app } from 'electron'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { forkHelper } from '../shell/fork-helper.ts'
import { createMemoryLog } from '../testing/memory-log.ts'
import { linkHelper } from './helper-link.ts'
import type { OddHelperMethods } from './testing/odd.helper.ts'

beforeAll(() => app.whenReady())

function openHelper(onNews?: (news: never) => void) {
  const { log, entries } = createMemoryLog()
  const helper = forkHelper(new URL('./testing/odd.helper.ts', import.meta.url))
  const link = linkHelper<OddHelperMethods>(helper, { log, name: 'odd', onNews })
  onTestFinished(() => {
    link.end()
    helper.kill()
  })
  return { link, helper, entries }
}

describe('the link to a helper process', () => {
  it('brings values, bytes and errors over, and one slow call holds up no other', async () => {
    const heard: string[] = []
    const { link, entries } = openHelper((news: string) => heard.push(news))
    const slow = link.call('wait', [])
    const bytes = Uint8Array.of(1, 2, 255)
    expect(await link.call('echo', [{ bytes, list: ['é', null] }])).toEqual({ bytes, list: ['é', null] })
    await link.call('tell', ['half'])
    expect(heard).toEqual(['half'])
    await expect(link.call('refuse', [])).rejects.toMatchObject({ name: 'AppError', code: 'disk-full' })
    await expect(link.call('fail', [])).rejects.toMatchObject({ code: 'unknown' })
    await link.call('release', ['at last'])
    expect(await slow).toBe('at last')
    expect(entries).toMatchObject([['defect', { during: 'odd: fail', error: { name: 'RangeError' } }]])
  })

  it('has a process without the network calls, windows or ports of main', async () => {
    const { link, entries } = openHelper()
    await expect(link.call('importElectron', [])).rejects.toMatchObject({ code: 'unknown' })
    expect(entries).toMatchObject([['defect', { error: { stack: expect.stringContaining('utility-child.ts') } }]])
  })

  it('rejects what is open and all that follows when the helper is killed', async () => {
    const { link, helper, entries } = openHelper()
    const open = link.call('wait', [])
    await link.call('echo', [1])
    expect(helper.kill()).toBe(true)
    await expect(open).rejects.toMatchObject({ code: 'unknown' })
    await expect(link.call('echo', [1])).rejects.toMatchObject({ code: 'unknown' })
    expect(entries).toEqual([['a worker ended early', { during: 'odd', code: 15 }]])
  })

  it('logs the stack of an error outside of a call, of which the helper dies', async () => {
    const { link, entries } = openHelper()
    link.call('failLater', []).catch(() => undefined)
    await expect(link.call('wait', [])).rejects.toMatchObject({ code: 'unknown' })
    expect(entries).toMatchObject([
      ['defect', { during: 'odd', error: { name: 'TypeError', stack: expect.stringContaining('odd.helper.ts') } }],
    ])
  })
})
