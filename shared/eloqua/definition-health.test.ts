import { describe, expect, it } from 'vitest'
import { type HealthQuestion, healthOf } from './definition-health.ts'

const NOW = new Date('2026-11-28T12:00:00Z')
const question = (more: Partial<HealthQuestion> = {}): HealthQuestion => ({
  kind: 'export',
  definition: { fields: { a: '{{Contact.Id}}' }, createdAt: '2026-11-01T00:00:00Z' },
  lastRun: { syncId: 7, at: '2026-11-20T00:00:00Z', status: 'success' },
  areAllSyncsKnown: true,
  now: NOW,
  ...more,
})
const kinds = (more: Partial<HealthQuestion>) => healthOf(question(more)).map(({ kind }) => kind)
const old = { fields: { a: '{{Contact.Id}}' }, createdAt: '2024-01-01T00:00:00Z' }
const run = (at: string, status = 'success') => ({ syncId: 7, at, status })

describe('healthOf', () => {
  it('has nothing to say of a definition that runs well', () => {
    expect(kinds({})).toEqual([])
  })

  it.each<[string, Partial<HealthQuestion>]>([
    ['running', { lastRun: run('2026-11-28T11:00:00Z', 'active') }],
    ['last-run-failed', { lastRun: run('2026-11-28T11:00:00Z', 'error') }],
    ['rows-staged', { kind: 'import', definition: { fields: {}, kbUsed: 3 } }],
    [
      'near-limit',
      {
        kind: 'import',
        definition: {
          fields: Object.fromEntries(Array.from({ length: 90 }, (_x, i) => [`f${i}`, `{{Contact.Field(C_${i})}}`])),
        },
      },
    ],
    ['near-limit', { definition: { fields: {}, filter: 'x'.repeat(900) } }],
    ['same-statement', { definition: { fields: { a: '{{Contact.Id}}', b: '{{contact.id}}' } } }],
    ['missing-field', { fields: [] }],
  ])('notes %s', (kind, more) => {
    expect(kinds(more)).toContain(kind)
  })

  it('tells never used for certain only where all syncs are known', () => {
    const { lastRun: _none, ...unused } = question()
    expect(healthOf(unused)).toContainEqual({ kind: 'never-used', isCertain: true, isNew: expect.any(Boolean) })
    expect(healthOf({ ...unused, areAllSyncsKnown: false })).toContainEqual({
      kind: 'never-used',
      isCertain: false,
      isNew: expect.any(Boolean),
    })
  })

  it('warns of Eloqua’s yearly rule by the last use, never before a year after creation, and not with auto-delete', () => {
    expect(healthOf(question({ definition: old, lastRun: run('2026-01-15T00:00:00Z') }))).toEqual([
      { kind: 'yearly-rule', deletedAfter: '2027-01-15T00:00:00.000Z', isDue: false },
    ])
    expect(kinds({ definition: old, lastRun: run('2025-10-01T00:00:00Z') })).toEqual(['yearly-rule'])
    expect(kinds({ definition: old, lastRun: run('2026-10-01T00:00:00Z') })).toEqual([])
    expect(
      kinds({ definition: { ...old, autoDeleteDuration: 'P9999D' }, lastRun: run('2025-01-01T00:00:00Z') }),
    ).toEqual([])
  })
})
