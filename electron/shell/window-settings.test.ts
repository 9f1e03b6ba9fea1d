import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { columnsKey, FIRST_SETTINGS } from '../../shared/contract/window-settings.ts'
import { keepWindowSettings } from './window-settings.ts'

let userData: string
beforeEach(() => {
  userData = mkdtempSync(join(tmpdir(), 'bulkdesk-settings-'))
})
afterEach(() => {
  vi.useRealTimers()
  chmodSync(userData, 0o700)
  rmSync(userData, { recursive: true })
})

const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }
const open = () => keepWindowSettings({ userData, log })
const file = () => join(userData, 'window-settings.json')
const LAYOUT = { order: ['b', 'a'], hidden: ['c'], widths: { a: 120 } }

describe('keepWindowSettings', () => {
  it('begins with the settings that everybody begins with', async () => {
    expect(await open().api.getWindowSettings()).toEqual(FIRST_SETTINGS)
  })

  it('says which appearance was kept, and each other one that is chosen', async () => {
    const told: string[] = []
    const options = { userData, log, onAppearance: (appearance: string) => void told.push(appearance) }
    const first = keepWindowSettings(options)
    await first.api.changeWindowSettings({ appearance: 'dark' })
    await first.api.changeWindowSettings({ sideBar: 'narrow' })
    first.close()
    keepWindowSettings(options)
    expect(told).toEqual(['system', 'dark', 'dark'])
  })

  it('keeps each change over a restart', async () => {
    const first = open()
    await first.api.changeWindowSettings({ appearance: 'dark' })
    await first.api.changeWindowSettings({ sideBar: 'narrow' })
    await first.api.changeWindowSettings({ columns: { key: 'c1 /contacts/exports/1', layout: LAYOUT } })
    first.close()
    expect(await open().api.getWindowSettings()).toEqual({
      appearance: 'dark',
      sideBar: 'narrow',
      columnSummaries: true,
      columns: { 'c1 /contacts/exports/1': LAYOUT },
    })
  })

  it('writes once for many changes in a row, and does not wait for the end', async () => {
    vi.useFakeTimers()
    const { api } = open()
    for (let width = 100; width < 200; width += 1) {
      await api.changeWindowSettings({ columns: { key: 'k', layout: { ...LAYOUT, widths: { a: width } } } })
    }
    expect(existsSync(file())).toBe(false)
    vi.advanceTimersByTime(400)
    expect(JSON.parse(readFileSync(file(), 'utf8')).columns.k.widths).toEqual({ a: 199 })
  })

  it('forgets an arrangement that was reset, and all of a company whose last connection was forgotten', async () => {
    const kept = open()
    const acme = { environment: 'sandbox', company: 'ACME' } as const
    const live = { environment: 'production', company: 'ACME' } as const
    for (const key of [columnsKey(acme, '/a'), columnsKey(acme, '/b'), columnsKey(live, '/a')]) {
      await kept.api.changeWindowSettings({ columns: { key, layout: LAYOUT } })
    }
    const keys = async () => Object.keys((await kept.api.getWindowSettings()).columns)
    await kept.api.changeWindowSettings({ columns: { key: columnsKey(acme, '/a') } })
    expect(await keys()).toEqual(['sandbox acme /b', 'production acme /a'])
    kept.forgetCompany(acme, [live, { ...acme, company: 'Acme' }])
    expect(await keys()).toHaveLength(2)
    kept.forgetCompany(acme, [live])
    expect(await keys()).toEqual(['production acme /a'])
  })

  it('keeps the newest arrangements where there are too many', async () => {
    const { api } = open()
    for (let index = 0; index < 310; index += 1) {
      await api.changeWindowSettings({ columns: { key: `k${index}`, layout: LAYOUT } })
    }
    const keys = Object.keys((await api.getWindowSettings()).columns)
    expect([keys.length, keys[0], keys.at(-1)]).toEqual([300, 'k10', 'k309'])
  })

  it('takes what can be read of a file, and sets aside one that is none', async () => {
    writeFileSync(file(), JSON.stringify({ appearance: 'dark', sideBar: 7, columns: { k: { order: 'x' } } }))
    expect(await open().api.getWindowSettings()).toEqual({ ...FIRST_SETTINGS, appearance: 'dark' })
    writeFileSync(file(), '{"appearance": "da')
    expect(await open().api.getWindowSettings()).toEqual(FIRST_SETTINGS)
    expect(existsSync(`${file()}.damaged`)).toBe(true)
  })

  it('goes on without a disk that takes nothing', async () => {
    const kept = keepWindowSettings({ userData: join(userData, 'not', 'there'), log })
    await kept.api.changeWindowSettings({ sideBar: 'narrow' })
    kept.close()
    expect((await kept.api.getWindowSettings()).sideBar).toBe('narrow')
    expect(log.warn).toHaveBeenCalledWith('the window settings could not be written', expect.anything())
  })
})
