import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SyncLog } from './eloqua.ts'
import { rowsMoved, rowsOf, rowsTaken, sureLines } from './row-codes.ts'

const line = (statusCode: string, count?: number): SyncLog => ({
  ...{ syncUri: '/syncs/1', severity: 'information', statusCode, createdAt: '' },
  ...(count === undefined ? {} : { count }),
})

describe('the log of a sync that Eloqua tried again', () => {
  it.each([
    ['export', [line('ELQ-00102', 3_500), line('ELQ-00142', 0), line('ELQ-00102', 3_000)], 3_500],
    ['export', [line('ELQ-00102', 1_000), line('ELQ-00102', 2_000)], 2_000],
    ['import', [line('ELQ-00130', 4), line('ELQ-00001', 4), line('ELQ-00145', 0), line('ELQ-00001', 4)], 4],
  ] as const)('surely moved as many rows as its largest line of one code says: %s', (kind, logs, rows) => {
    expect(rowsMoved(logs, kind)).toBe(rows)
  })

  it('adds up what different codes count', () => {
    const logs = [line('ELQ-00002', 3), line('ELQ-00061', 2), line('ELQ-00002', 3)]
    expect(rowsOf(sureLines(logs), 'rejected')).toBe(5)
  })

  it('never surely counts more than all of its lines, and all of them where no code repeats', () => {
    const lines = fc.array(fc.record({ code: fc.constantFrom('ELQ-00002', 'ELQ-00061', 'ELQ-00085'), rows: fc.nat(9) }))
    fc.assert(
      fc.property(lines, (all) => {
        const logs = all.map(({ code, rows }) => line(code, rows))
        const [sure, most] = [rowsOf(sureLines(logs), 'rejected') ?? 0, rowsOf(logs, 'rejected') ?? 0]
        expect(sure).toBeLessThanOrEqual(most)
        if (new Set(all.map(({ code }) => code)).size === all.length) expect(sure).toBe(most)
      }),
    )
  })

  it('says nothing by a line without a count', () => {
    expect(rowsMoved([line('ELQ-00102')], 'export')).toBeUndefined()
    expect(rowsTaken([line('ELQ-00130'), line('ELQ-00001', 4)])).toBe(4)
  })
})
