import { EventEmitter } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { createSourceFiles } from '../uploads/check/source-files.ts'

const app = vi.hoisted(() => ({ current: undefined as unknown as EventEmitter }))
app.current = new EventEmitter()
vi.mock('electron', () => ({ app: { on: (name: string, listener: () => void) => app.current.on(name, listener) } }))
const { announceFiles, listenForOpenedFiles, takeAll } = await import('./opened-files.ts')

const folder = mkdtempSync(join(tmpdir(), 'bulkdesk-opened-'))
const csv = join(folder, 'a.csv')
writeFileSync(csv, 'Email\n')
afterAll(() => rmSync(folder, { recursive: true }))

describe('files from outside', () => {
  it('wait for the window, then come in the order they were given', () => {
    const opened = listenForOpenedFiles(['/first.csv'])
    const event = { preventDefault: vi.fn() }
    app.current.emit('open-file', event, '/second.csv')
    expect(event.preventDefault).toHaveBeenCalled()
    const taken: string[] = []
    opened.deliverTo((paths) => taken.push(...paths))
    opened.open(['/third.csv'])
    opened.open([])
    expect(taken).toEqual(['/first.csv', resolve('/second.csv'), '/third.csv'])
  })

  it('are told to the window without their paths, those that can be opened', async () => {
    const published: unknown[] = []
    const warned: unknown[] = []
    const log = { info: () => undefined, warn: (...line: unknown[]) => warned.push(line), error: () => undefined }
    const missing = join(folder, 'missing.csv')
    await announceFiles([csv, missing], createSourceFiles(), (event, payload) => published.push([event, payload]), log)
    expect(published).toMatchObject([['files-opened', [{ name: 'a.csv', size: 6 }]]])
    expect(JSON.stringify(published)).not.toContain(folder)
    expect(warned).toHaveLength(1)
    await announceFiles([missing], createSourceFiles(), (event) => published.push(event), log)
    expect(published).toHaveLength(1)
  })

  it('that were dropped are all taken, or refused with the reason', async () => {
    const take = takeAll(createSourceFiles())
    expect(await take([csv, csv])).toHaveLength(2)
    await expect(take([csv, join(folder, 'missing.csv')])).rejects.toMatchObject({ code: 'file-missing' })
    await expect(take([folder])).rejects.toMatchObject({ code: 'file-unreadable' })
  })

  it('that a mail program only promises are refused in words of their own', async () => {
    await expect(takeAll(createSourceFiles())([csv, ''])).rejects.toMatchObject({ code: 'file-promised' })
  })
})
