import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSecretSearch } from './secret-search.ts'

const SECRET = 'Kp+/ü:canary&"\\%9Zq'
const search = createSecretSearch(SECRET)
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bulkdesk-search-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('createSecretSearch', () => {
  it.each([
    ['as it is', Buffer.from(SECRET)],
    ['in a JSON file', Buffer.from(JSON.stringify({ password: SECRET }))],
    ['in JSON inside JSON', Buffer.from(JSON.stringify({ log: JSON.stringify({ password: SECRET }) }))],
    ['in a URL', Buffer.from(`http://localhost/?p=${encodeURIComponent(SECRET)}`)],
    ['in a form', Buffer.from(new URLSearchParams({ password: SECRET }).toString())],
    ['in a page', Buffer.from('<b>Kp+/ü:canary&amp;&quot;\\%9Zq</b>')],
    ['in hex', Buffer.from(Buffer.from(SECRET).toString('hex'))],
    ['in Latin-1', Buffer.from(SECRET, 'latin1')],
    ['in UTF-16', Buffer.from(`\uFEFF${SECRET}`, 'utf16le')],
    ['in UTF-16, the other way round', Buffer.from(`\uFEFF${SECRET}`, 'utf16le').swap16()],
    ['by itself in base64', Buffer.from(Buffer.from(SECRET).toString('base64'))],
    ['by itself in base64 for URLs', Buffer.from(Buffer.from(SECRET).toString('base64url'))],
  ])('finds a secret planted in a file %s', (_where, bytes) => {
    mkdirSync(join(folder, 'deep/er'), { recursive: true })
    writeFileSync(
      join(folder, 'deep/er/planted'),
      Buffer.concat([Buffer.alloc(333, 'x'), bytes, Buffer.alloc(55, 'y')]),
    )
    writeFileSync(join(folder, 'harmless.json'), '{}')
    expect(search.inFolders([folder])).toEqual([expect.stringContaining('planted: ')])
  })

  it.each(['AB\\u', 'ABC\\us', 'ABCD\\user', 'Acme\\Ines'])('finds the header of a sign-in as %s', (user) => {
    const header = `Authorization: Basic ${Buffer.from(`${user}:${SECRET}`).toString('base64')}`
    expect(search.inText(header)).toBe('in base64')
  })

  it('finds a secret that lies across the pieces in which a large file is read', () => {
    for (const before of [16 * 1024 * 1024 - 5, 16 * 1024 * 1024, 32 * 1024 * 1024 - 1]) {
      writeFileSync(join(folder, 'large'), Buffer.concat([Buffer.alloc(before), Buffer.from(SECRET)]))
      expect(search.inFolders([folder])).toHaveLength(1)
    }
  })

  it('finds it in the name of a file', () => {
    const plain = createSecretSearch('plain-secret-77')
    writeFileSync(join(folder, 'plain-secret-77.csv'), '')
    expect(plain.inFolders([folder])).toHaveLength(1)
  })

  it('finds nothing where there is nothing, and takes a missing folder for an empty one', () => {
    writeFileSync(join(folder, 'a'), Buffer.from(SECRET.slice(0, -1)))
    expect(search.inFolders([folder, join(folder, 'missing')])).toEqual([])
  })
})
