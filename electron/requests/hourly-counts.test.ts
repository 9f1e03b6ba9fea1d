import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { HOURLY_LIMITS, kindsNearLimit } from '../../shared/contract/request-log.ts'
import { SILENT_LOG } from '../testing/memory-log.ts'
import { createHourlyCounts } from './hourly-counts.ts'

const ACME = { environment: 'production', company: 'ACME' } as const
const MINUTE = 60_000

function open() {
  const userData = mkdtempSync(join(tmpdir(), 'bulkdesk-counts-'))
  onTestFinished(() => rmSync(userData, { recursive: true, force: true }))
  let time = Date.parse('2026-11-28T18:00:30Z')
  const start = () => createHourlyCounts({ userData, log: SILENT_LOG, now: () => time })
  return { userData, start, pass: (ms: number) => (time += ms) }
}

describe('the counts of an hour', () => {
  it('count each kind by itself, for each company by itself, and forget after sixty minutes', () => {
    const { start, pass } = open()
    const counts = start()
    counts.note(ACME, 'export')
    counts.note(ACME, 'export')
    counts.note({ ...ACME, environment: 'sandbox' }, 'import')
    pass(59 * MINUTE)
    counts.note({ ...ACME, company: 'acme' }, 'syncAction')
    expect(counts.counts(ACME)).toEqual({ export: 2, import: 0, syncAction: 1 })
    pass(MINUTE)
    expect(counts.counts(ACME)).toEqual({ export: 0, import: 0, syncAction: 1 })
  })

  it('outlive a restart, in a file that names no company', () => {
    const { start, userData, pass } = open()
    start().note(ACME, 'import')
    pass(10 * MINUTE)
    expect(start().counts(ACME)).toEqual({ export: 0, import: 1, syncAction: 0 })
    expect(readFileSync(join(userData, 'started-syncs.json'), 'utf8')).not.toMatch(/acme/i)
  })

  it('leave out what lies ahead of a clock that was set back', () => {
    const { start, pass } = open()
    const counts = start()
    counts.note(ACME, 'export')
    pass(-2 * 60 * MINUTE)
    expect(counts.counts(ACME).export).toBe(0)
  })

  it('are near a limit from nine tenths of that limit on', () => {
    const at = (share: number) => Math.ceil(HOURLY_LIMITS.export * share)
    expect(kindsNearLimit({ export: at(0.9) - 1, import: 0, syncAction: 0 })).toEqual([])
    expect(kindsNearLimit({ export: at(0.9), import: 0, syncAction: 5_000 })).toEqual(['export', 'syncAction'])
  })
})
