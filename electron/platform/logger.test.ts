import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLogger } from './logger.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bulkdesk-log-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const read = (name: string) => readFileSync(join(folder, 'logs', name), 'utf8')

describe('createLogger', () => {
  it('writes one line of JSON for each entry, without secrets', () => {
    const log = createLogger(folder)
    log.info('call failed', { channel: 'signIn', code: 'sign-in-refused' })
    log.error('call crashed', { error: new Error('password: hunter2') })
    const lines = read('bulkdesk.log')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines).toMatchObject([
      { level: 'info', message: 'call failed', channel: 'signIn', code: 'sign-in-refused' },
      { level: 'error', message: 'call crashed' },
    ])
    expect(read('bulkdesk.log')).not.toContain('hunter2')
  })

  it.skipIf(process.platform === 'win32')('can be read by its user alone', () => {
    createLogger(folder).info('started')
    expect(statSync(join(folder, 'logs', 'bulkdesk.log')).mode & 0o777).toBe(0o600)
    expect(statSync(join(folder, 'logs')).mode & 0o777).toBe(0o700)
  })

  it('keeps two files of bounded size, the newest entries among them, also over a restart', () => {
    const text = 'x '.repeat(900)
    for (let run = 0; run < 3; run += 1) {
      const log = createLogger(folder)
      for (let entry = 0; entry < 400; entry += 1) log.info('long', { run, entry, text })
    }
    expect(readdirSync(join(folder, 'logs')).sort()).toEqual(['bulkdesk.log', 'bulkdesk.old.log'])
    for (const name of readdirSync(join(folder, 'logs'))) expect(read(name).length).toBeLessThanOrEqual(1_000_000)
    expect(JSON.parse(read('bulkdesk.log').trim().split('\n').at(-1) ?? '')).toMatchObject({ run: 2, entry: 399 })
  })

  it('does not take the app down when the disk does', () => {
    const log = createLogger(folder)
    rmSync(join(folder, 'logs'), { recursive: true })
    writeFileSync(join(folder, 'logs'), 'a file where the folder was')
    expect(() => log.info('still here')).not.toThrow()
  })
})
