import { describe, expect, it } from 'vitest'
import type { Run } from '../../shared/contract/run.ts'
import { applyKeepChange, choiceFor, type KeepRules, keptUntil, runsToDrop } from './keep-rules.ts'

const RULES: KeepRules = { choice: 'asked', connections: {}, mostBytes: 100, mostDays: 30 }

function kept(runId: string, at: string, bytes: number, until = '2027-01-01'): Run {
  return {
    ...{
      runId,
      syncId: 1,
      what: 'data',
      fetchedAt: at,
      columns: ['a'],
      extraColumns: [],
      generation: 1,
      rows: 1,
      bytes,
    },
    connection: { id: 'c', label: 'C', company: 'C', user: 'u', environment: 'sandbox' },
    state: { kind: 'complete' },
    kept: { name: runId, at, until },
  }
}

describe('what is kept', () => {
  it('goes by its day, and then the oldest first until the rest fits', () => {
    const runs = [
      kept('old', '2026-01-01', 60),
      kept('new', '2026-03-01', 60),
      kept('past', '2026-02-01', 1, '2026-02-02'),
    ]
    expect(runsToDrop(runs, RULES, new Date('2026-06-01'))).toEqual(['past', 'old'])
    expect(runsToDrop(runs.slice(0, 1), RULES, new Date('2026-06-01'))).toEqual([])
  })

  it('spares what was kept just now, however large it is', () => {
    const runs = [kept('old', '2026-01-01', 60), kept('huge', '2026-03-01', 500)]
    expect(runsToDrop(runs, RULES, new Date('2026-06-01'), 'huge')).toEqual(['old'])
  })

  it('follows the setting of a connection, but "keep nothing" holds for all', () => {
    const one = applyKeepChange(RULES, { connection: { connectionId: 'c', choice: 'all' } })
    expect([choiceFor(one, 'c'), choiceFor(one, 'd')]).toEqual(['all', 'asked'])
    expect(choiceFor(applyKeepChange(one, { choice: 'nothing' }), 'c')).toBe('nothing')
    expect(choiceFor(applyKeepChange(one, { connection: { connectionId: 'c', choice: 'default' } }), 'c')).toBe('asked')
    expect(applyKeepChange(one, { mostBytes: 5e9 })).toMatchObject({
      mostBytes: 5e9,
      mostDays: 30,
      connections: { c: 'all' },
    })
  })

  it('stays for as many days as the rules say', () => {
    expect(keptUntil(RULES, new Date('2026-01-01T00:00:00Z'))).toBe('2026-01-31T00:00:00.000Z')
  })
})
