import { describe, expect, it } from 'vitest'
import type { DefinitionSummary } from '../../../shared/eloqua/definition-index.ts'
import type { SyncLog } from '../../../shared/eloqua/eloqua.ts'
import { wordReason } from '../../../shared/words/home.ts'
import { aSync, belgianContacts, webinarAttendees } from '../../testing/samples.ts'
import { endingDefinitions, troubledSyncs, worstLine } from './attention.ts'

const NOW = new Date('2026-11-29T12:00:00Z')

function ago(hours: number): string {
  return new Date(NOW.getTime() - hours * 3_600_000).toISOString()
}

function logOf(...lines: readonly Partial<SyncLog>[]): readonly SyncLog[] {
  return lines.map((line) => ({
    ...{ syncUri: '/syncs/1', severity: 'information', statusCode: 'ELQ-00130', createdAt: ago(1) },
    ...line,
  }))
}

describe('troubledSyncs', () => {
  it('names what failed or warned within a day, the newest first', () => {
    const syncs = [
      aSync(4, belgianContacts, { status: 'error', createdAt: ago(1) }),
      aSync(5, belgianContacts, { createdAt: ago(1) }),
      aSync(6, webinarAttendees, { status: 'warning', createdAt: ago(0.5) }),
      aSync(3, webinarAttendees, { status: 'error', createdAt: ago(25) }),
    ]
    expect(troubledSyncs(syncs, NOW).map(({ sync }) => sync.id)).toEqual([6, 4])
  })

  it('makes one line of what fails again and again, and another of what warns', () => {
    const failing = [1, 2, 3].map((id) => aSync(id, belgianContacts, { status: 'error', createdAt: ago(4 - id) }))
    const warned = aSync(4, belgianContacts, { status: 'warning', createdAt: ago(0.5) })
    expect(troubledSyncs([warned, ...failing], NOW).map(({ sync, times }) => [sync.id, times])).toEqual([
      [4, 1],
      [3, 3],
    ])
  })
})

describe('worstLine', () => {
  it('puts an error before a warning, and the warning with the most rows before others', () => {
    const warnings = [
      { severity: 'warning', statusCode: 'ELQ-00026', count: 2 },
      { severity: 'warning', statusCode: 'ELQ-00002', count: 14 },
    ] as const
    expect(worstLine(logOf(...warnings))?.statusCode).toBe('ELQ-00002')
    const failed = { severity: 'error', statusCode: 'ELQ-00107' } as const
    expect(worstLine(logOf(...warnings, failed))?.statusCode).toBe('ELQ-00107')
  })

  it('names a line that only sums up where there is no other', () => {
    const sum = { severity: 'warning', statusCode: 'ELQ-00060', count: 16 } as const
    const cause = { severity: 'warning', statusCode: 'ELQ-00002', count: 14 } as const
    expect(worstLine(logOf(sum, cause))?.statusCode).toBe('ELQ-00002')
    expect(worstLine(logOf(sum))?.statusCode).toBe('ELQ-00060')
    expect(worstLine(logOf({}))).toBeUndefined()
  })

  it('is told in words where they are known, else as Eloqua wrote it', () => {
    const [known, unknown] = logOf(
      { statusCode: 'ELQ-00002', count: 1_400 },
      { statusCode: 'ELQ-99999', message: 'Something new.' },
    )
    expect(known && wordReason(known)).toBe('Invalid email address: 1,400.')
    expect(unknown && wordReason(unknown)).toBe('Something new.')
  })
})

describe('endingDefinitions', () => {
  const of = (name: string, facts: Partial<DefinitionSummary>): DefinitionSummary => ({
    ...{ uri: `/contacts/exports/${name}`, kind: 'export', family: 'contacts', id: 1, fieldCount: 1, health: [] },
    name,
    ...facts,
  })
  const yearly = (deletedAfter: string) =>
    ({ health: [{ kind: 'yearly-rule', deletedAfter, isDue: false }] }) satisfies Partial<DefinitionSummary>

  it('names those with an auto-delete within two days and those under the yearly rule within two weeks', () => {
    const all = [
      of('tomorrow', { createdAt: ago(48), autoDeleteDuration: 'P3D' }),
      of('next week', { createdAt: ago(1), autoDeleteDuration: 'P7D' }),
      of('gone by now', { createdAt: ago(90), autoDeleteDuration: 'P3D' }),
      of('in ten days', yearly('2026-12-09T12:00:00Z')),
      of('in two months', yearly('2027-01-20T12:00:00Z')),
      of('for good', { createdAt: ago(9_000) }),
    ]
    expect(endingDefinitions(all, NOW).map(({ definition, why }) => [definition.name, why])).toEqual([
      ['tomorrow', 'auto-delete'],
      ['in ten days', 'yearly-rule'],
    ])
  })

  it('leaves out the temporary copies of uploads', () => {
    const copy = of('Bulkdesk 1a2b3c4d b1 g1 Webinar attendees', { createdAt: ago(48), autoDeleteDuration: 'P3D' })
    expect(endingDefinitions([copy], NOW)).toEqual([])
  })
})
