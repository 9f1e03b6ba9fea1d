import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createMemoryLog } from '../testing/memory-log.ts'
import { readJson, writeJson } from './atomic-json.ts'
import type { LostFile } from './logger.ts'

const { log, entries } = createMemoryLog()
let folder: string
let path: string
beforeEach(() => {
  entries.length = 0
  folder = mkdtempSync(join(tmpdir(), 'bulkdesk-json-'))
  path = join(folder, 'state.json')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const parse = (value: unknown) => z.object({ round: z.number(), filling: z.array(z.number()) }).parse(value)
const content = { round: 1, filling: [1] }

describe('writeJson and readJson', () => {
  it('give back what was written, and undefined where nothing was', () => {
    expect(readJson(path, parse, log)).toBeUndefined()
    writeJson(path, content)
    expect(readJson(path, parse, log)).toEqual(content)
    expect(readdirSync(folder).sort()).toEqual(['state.json', 'state.json.bak'])
  })

  it.skipIf(process.platform === 'win32')('keep the file to its user', () => {
    writeFileSync(`${path}.partial`, 'left by a killed process', { mode: 0o644 })
    writeJson(path, content)
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600)
  })

  it.each(['', '{"round":1,"fill', 'null', '{"round":"x","filling":[]}', '\0\0\0\0'])(
    'fall back to the second copy when the first is damaged, and keep the damaged one aside: %j',
    (damaged) => {
      writeJson(path, content)
      writeFileSync(path, damaged)
      expect(readJson(path, parse, log)).toEqual(content)
      expect(readFileSync(`${path}.damaged`, 'utf8')).toBe(damaged)
      expect(entries).toMatchObject([['a damaged file was set aside', { file: 'state.json', isLost: false }]])
      expect(readJson(path, parse, log)).toEqual(content)
    },
  )

  it('fall back to the second copy when the first is lost', () => {
    writeJson(path, content)
    rmSync(path)
    expect(readJson(path, parse, log)).toEqual(content)
  })

  it('destroy nothing when both are damaged', () => {
    writeJson(path, content)
    writeFileSync(path, 'one')
    writeFileSync(`${path}.bak`, 'two')
    expect(readJson(path, parse, log)).toBeUndefined()
    expect(readFileSync(`${path}.damaged`, 'utf8')).toBe('one')
    expect(readFileSync(`${path}.bak.damaged`, 'utf8')).toBe('two')
    const told = entries.map(([message, { file, isLost }]) => [message, file, isLost])
    expect(told).toEqual([
      ['a damaged file was set aside', 'state.json', true],
      ['a damaged file was set aside', 'state.json.bak', true],
    ])
  })

  it('tell of a file whose content is lost, and of no other', () => {
    const lost: LostFile[] = []
    const telling = { ...log, damagedFiles: { onLost: (file: LostFile) => void lost.push(file) } }
    writeJson(path, content)
    writeFileSync(path, 'one')
    expect(readJson(path, parse, telling)).toEqual(content)
    expect(lost).toEqual([])
    writeFileSync(path, 'two')
    writeFileSync(`${path}.bak`, 'three')
    expect(readJson(path, parse, telling)).toBeUndefined()
    expect(lost).toEqual([{ name: 'state.json', keptAs: 'state.json.damaged-2' }])
    expect(readFileSync(join(folder, 'state.json.damaged-2'), 'utf8')).toBe('two')
  })

  it('move nothing for a guest, who reads the second copy or is told which file is damaged', () => {
    const guest = { ...log, damagedFiles: { areLeft: true } }
    expect(readJson(path, parse, guest)).toBeUndefined()
    writeJson(path, content)
    writeFileSync(path, 'one')
    expect(readJson(path, parse, guest)).toEqual(content)
    writeFileSync(`${path}.bak`, 'two')
    expect(() => readJson(path, parse, guest)).toThrow('“state.json”')
    expect(readdirSync(folder).sort()).toEqual(['state.json', 'state.json.bak'])
  })

  it('keep what was set aside before, and quote nothing of a damaged file in the log', () => {
    for (const damaged of ['{"secret":"Zx9-canary-1"', '{"secret":"Zx9-canary-2"']) {
      writeFileSync(path, damaged)
      expect(readJson(path, parse, log)).toBeUndefined()
    }
    expect(readFileSync(`${path}.damaged`, 'utf8')).toContain('canary-1')
    expect(readFileSync(`${path}.damaged-2`, 'utf8')).toContain('canary-2')
    expect(JSON.stringify(entries)).not.toContain('canary')
  })

  it('leave a whole file behind, whenever the process is killed', async () => {
    const rounds: number[] = []
    for (let kill = 0; kill < 8; kill += 1) {
      const child = spawn(process.execPath, [join(import.meta.dirname, '../testing/write-forever.ts'), path])
      await once(child.stdout, 'data')
      await new Promise((resolve) => setTimeout(resolve, kill * 7))
      child.kill('SIGKILL')
      await once(child, 'close')
      const survived = readJson(path, parse, log)
      expect(survived?.filling).toEqual(Array(200).fill(survived?.round))
      expect(JSON.parse(readFileSync(`${path}.bak`, 'utf8')).filling).toHaveLength(200)
      rounds.push(survived?.round ?? -1)
    }
    expect(Math.min(...rounds)).toBeGreaterThanOrEqual(2)
    expect(readdirSync(folder)).not.toContain('state.json.damaged')
  })
})
