import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { SILENT_LOG } from '../testing/memory-log.ts'
import { openLeftovers } from './leftovers.ts'
import { openPartialFile } from './partial-file.ts'

let folder: string
let record: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leftovers-'))
  mkdirSync(join(folder, 'data'))
  record = join(folder, 'data', 'unfinished-files.json')
})

const open = () => openLeftovers(record, SILENT_LOG)

describe('openLeftovers', () => {
  it('deletes what a run that was killed left unfinished, and nothing that only looks like it', async () => {
    await openPartialFile(join(folder, 'out.csv'), open())
    const [ours] = JSON.parse(readFileSync(record, 'utf8')) as string[]
    const alike = join(folder, '.out.csv.12345678.partial')
    writeFileSync(alike, 'of the user')
    expect(existsSync(ours ?? '')).toBe(true)
    open()
    expect(existsSync(ours ?? '')).toBe(false)
    expect(existsSync(alike)).toBe(true)
    expect(JSON.parse(readFileSync(record, 'utf8'))).toEqual([])
  })

  it.each(['finish', 'discard', 'keep'] as const)('leaves alone what became of a file by %s', async (end) => {
    const file = await openPartialFile(join(folder, 'out.csv'), open())
    await file.handle.write('a,b')
    await file[end]()
    writeFileSync(join(folder, 'other.csv'), '')
    open()
    const name = { finish: 'out.csv', discard: 'other.csv', keep: 'out.csv.partial' }[end]
    expect(existsSync(join(folder, name))).toBe(true)
    expect(JSON.parse(readFileSync(record, 'utf8'))).toEqual([])
  })

  it('does without a record that cannot be read', () => {
    writeFileSync(record, '{')
    expect(() => open().note(join(folder, 'x'))).not.toThrow()
  })
})
