import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createMemoryLog } from '../testing/memory-log.ts'
import { createConnectionIndex, type IndexedConnection } from './connection-index.ts'

const { log, entries } = createMemoryLog()
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bulkdesk-index-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const connection: IndexedConnection = {
  id: 'a',
  label: 'Umbrella',
  company: 'Umbrella',
  user: 'ann',
  environment: 'production',
  kept: 'keychain',
  inKeychain: true,
  host: 'secure.p03.eloqua.com',
}

describe('createConnectionIndex', () => {
  it('remembers connections and the one in use', () => {
    createConnectionIndex(folder, log).write({ connections: [connection], activeId: 'a' })
    expect(createConnectionIndex(folder, log).read()).toMatchObject({ connections: [connection], activeId: 'a' })
  })

  it('is restored from its second copy, with every connection, when the file is damaged', () => {
    createConnectionIndex(folder, log).write({ connections: [connection] })
    writeFileSync(join(folder, 'connections.json'), '{"v":1,"connections":[{"id":')
    expect(createConnectionIndex(folder, log).read().connections).toEqual([connection])
  })

  it('takes no entry of another shape, and keeps such a file aside', () => {
    const odd = JSON.stringify({ v: 1, connections: [{ ...connection, environment: 'practice' }] })
    writeFileSync(join(folder, 'connections.json'), odd)
    expect(createConnectionIndex(folder, log).read().connections).toEqual([])
    expect(readFileSync(join(folder, 'connections.json.damaged'), 'utf8')).toBe(odd)
    expect(entries.at(-1)).toMatchObject(['a damaged file was set aside', { file: 'connections.json', isLost: true }])
  })

  it('does not believe a write that failed', () => {
    const index = createConnectionIndex(folder, log)
    index.write({ connections: [connection] })
    rmSync(folder, { recursive: true })
    expect(() => index.write({ connections: [] })).toThrow(expect.objectContaining({ code: 'disk-failed' }))
    expect(index.read().connections).toEqual([connection])
  })
})
