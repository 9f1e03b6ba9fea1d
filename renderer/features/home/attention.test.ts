import { describe, expect, it } from 'vitest'
import type { DefinitionSummary } from '../../../shared/eloqua/definition-index.ts'
import { wordReason } from '../../../shared/words/home.ts'
import { aSync, belgianContacts, webinarAttendees } from '../../testing/samples.ts'
import { byCauseOf, endingDefinitions } from './attention.ts'

const NOW = new Date('2026-11-29T12:00:00Z')

function ago(hours: number): string {
  return new Date(NOW.getTime() - hours * 3_600_000).toISOString()
}

describe('byCauseOf', () => {
  it('makes one line of what fails again and again, and another of what warns', () => {
    const failing = [3, 2, 1].map((id) => aSync(id, belgianContacts, { status: 'error' }))
    const warned = aSync(4, belgianContacts, { status: 'warning' })
    const other = aSync(0, webinarAttendees, { status: 'error' })
    expect(byCauseOf([warned, ...failing, other]).map(({ sync, times }) => [sync.id, times])).toEqual([
      [4, 1],
      [3, 3],
      [0, 1],
    ])
  })
})

describe('wordReason', () => {
  it('says what the code means, with its rows, or the code where that is not known', () => {
    expect(wordReason({ code: 'ELQ-00002', severity: 'warning', count: 1_400 })).toBe(
      'Invalid email address: 1,400 rows.',
    )
    expect(wordReason({ code: 'ELQ-99999', severity: 'error' })).toBe('ELQ-99999.')
    expect(wordReason({ code: 'ELQ-00146', severity: 'error', count: 3 })).toBe('Temporary Eloqua error.')
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
