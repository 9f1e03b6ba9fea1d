import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../../simulator/simulator.ts'
import { openCliWorld } from './testing/cli-world.ts'
import { withPassword } from './testing/with-password.ts'

const EXPORT = '/customObjects/20/exports/1'

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ speed: 'instant', contacts: 20, rows: 40 })
})
afterEach(() => simulator.control.faults.clear())
afterAll(() => simulator.close())

const posts = () => simulator.control.requests.list({ method: 'POST' }).length

function open() {
  const world = openCliWorld(simulator, withPassword())
  const before = posts()
  return {
    ...world,
    started: () => posts() - before,
    run: (...more: string[]) => world.follow(['export', EXPORT, '--to', world.out, ...more]),
  }
}

describe('an export from the command line', () => {
  it.each([
    ['the definition', (url: string) => url.endsWith(EXPORT)],
    ['the newest sync, right before the start', (url: string) => /\/syncs\?/.test(url)],
  ])('starts no sync once Ctrl-C was pressed while it read %s', async (_what, isMoment) => {
    const { follow, out, started, files } = open()
    const pressed = new AbortController()
    const press = (url: string) => isMoment(url) && pressed.abort()
    const { code, answer } = await follow(['export', EXPORT, '--to', out], pressed.signal, press)
    expect([code, answer?.error?.code, started(), files()]).toEqual([130, 'cancelled', 0, []])
  })

  it('names the sync that was on its way when Ctrl-C was pressed', async () => {
    const { follow, out, started, files } = open()
    simulator.control.faults.add({ method: 'POST', path: '*/syncs', effect: { kind: 'delay', ms: 100, after: true } })
    const pressed = new AbortController()
    const ended = follow(['export', EXPORT, '--to', out], pressed.signal)
    while (started() === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    pressed.abort()
    const { code, answer } = await ended
    expect([code, answer]).toEqual([130, expect.objectContaining({ syncId: expect.any(Number) })])
    expect([started(), files()]).toEqual([1, []])
  })

  it('spends no sync where a folder has the name that it may replace', async () => {
    const { run, out, started } = open()
    mkdirSync(join(out, 'Rows.csv'))
    expect(await run('--name', 'Rows', '--replace')).toMatchObject({
      code: 3,
      answer: { error: { code: 'file-exists' } },
    })
    expect(started()).toBe(0)
    expect(await run('--name', 'Rows')).toMatchObject({ code: 0, answer: { path: join(out, 'Rows (2).csv') } })
  })

  it.skipIf(process.platform !== 'linux')('spends no sync for a folder that cannot be written', async () => {
    const { follow, started } = open()
    const { code, answer } = await follow(['export', EXPORT, '--to', '/sys'])
    expect([code, answer?.error?.code, started()]).toEqual([1, 'disk-denied', 0])
  })

  it.skipIf(process.platform === 'win32')('is wrong use with a path that leads to no folder', async () => {
    const { follow, out, started } = open()
    symlinkSync('loop', join(out, 'loop'))
    writeFileSync(join(out, 'plain'), '')
    for (const path of ['loop', 'plain', 'plain/below', 'nowhere', 'x'.repeat(300), `${'x/'.repeat(3_000)}`])
      expect(await follow(['export', EXPORT, '--to', join(out, path)])).toMatchObject({ code: 2 })
    expect(started()).toBe(0)
  })

  it.each([
    '/contacts/exports/999999',
    '/contacts/imports/1',
    '/syncs/1',
    '//evil.example/contacts/exports/1',
    '999999',
    'No such export',
  ])('is wrong use where %s names no export', async (named) => {
    const { follow, out, started } = open()
    const { code, error } = await follow(['export', named, '--to', out])
    expect([code, error, started()]).toEqual([2, expect.stringContaining(named), 0])
  })

  it('keeps the file it was to replace where Eloqua answers with no rows, and its log names some', async () => {
    const { run, out, text } = open()
    writeFileSync(join(out, 'Rows.csv'), 'of yesterday')
    const body = { totalResults: 0, count: 0, hasMore: false }
    simulator.control.faults.add({
      method: 'GET',
      path: '*/data',
      count: 0,
      effect: { kind: 'answer', status: 200, body },
    })
    const { code, answer, error } = await run('--name', 'Rows', '--replace')
    expect([code, answer?.error?.code]).toEqual([1, 'incomplete-result'])
    expect(error).toContain('0 rows came; Eloqua said there are 40 rows.')
    expect(text('Rows.csv')).toBe('of yesterday')
  })

  it('promises nothing once a sync was started, whatever keeps its rows from being saved', async () => {
    const { follow, out, started } = open()
    const blockName = (url: string) => url.includes('/data') && mkdirSync(join(out, 'Late.csv'), { recursive: true })
    const words = ['export', EXPORT, '--to', out, '--name', 'Late', '--replace']
    const { code, answer } = await follow(words, undefined, blockName)
    expect([code, answer]).toEqual([
      1,
      expect.objectContaining({ syncId: expect.any(Number), error: expect.objectContaining({ code: 'file-exists' }) }),
    ])
    expect(started()).toBe(1)
  })
})
