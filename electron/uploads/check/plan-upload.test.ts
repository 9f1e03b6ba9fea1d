import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anUpload } from '../testing/an-upload.ts'
import { assignBatches, MAX_BATCH_BYTES, MAX_BATCH_PARTS, planWays } from './plan-upload.ts'

const part = (bytes: number, rows = 1) => ({ rows, firstRow: 1, lastRow: rows, bytes, sha256: 'x' })
const { definition } = anUpload()

describe('assignBatches', () => {
  test('no batch is larger than one sync takes, and parts keep their order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 20_000_000 }), { maxLength: 900 }), (sizes) => {
        const parts = assignBatches(
          sizes.map((bytes) => part(bytes)),
          false,
        )
        expect(parts.map((one) => one.index)).toEqual(sizes.map((_, index) => index))
        for (let batch = 0; batch <= (parts.at(-1)?.batch ?? -1); batch++) {
          const inBatch = parts.filter((one) => one.batch === batch)
          expect(inBatch.length).toBeGreaterThan(0)
          expect(inBatch.length).toBeLessThanOrEqual(MAX_BATCH_PARTS)
          expect(inBatch.reduce((sum, one) => sum + one.bytes, 0)).toBeLessThanOrEqual(MAX_BATCH_BYTES)
        }
      }),
      { numRuns: 50 },
    )
  })

  test('each part is a batch of its own where every upload starts a sync', () => {
    expect(assignBatches([part(1), part(1), part(1)], true).map((one) => one.batch)).toEqual([0, 1, 2])
  })
})

describe('planWays', () => {
  const plan = (...sizes: number[]) => ({ parts: sizes.map((bytes) => part(bytes)), firstBody: 'email\r\na@b.c\r\n' })
  const ways = (definitionChange: object, ...sizes: number[]) =>
    planWays({ ...definition, ...definitionChange }, plan(...sizes), '/api/bulk/2.0', undefined).map((one) => one.way)

  test('proposes straight for one part, and a private copy where a doubt would be costly', () => {
    expect(ways({}, 100)).toEqual(['straight', 'private-copy'])
    expect(ways({}, 100, 100)).toEqual(['private-copy', 'straight'])
    expect(ways({ isSyncTriggeredOnImport: true }, 100)).toEqual(['private-copy', 'straight'])
  })

  test('a file for several syncs can only go through private copies', () => {
    expect(ways({}, ...Array.from({ length: 11 }, () => 20_000_000))).toEqual(['private-copy'])
  })

  test('names every request from the host on', () => {
    const [copy, straight] = planWays(definition, plan(100, 50), '/API/Bulk/2.0', undefined)
    expect(straight?.parts.map((request) => request.path)).toEqual(
      Array(2).fill('/API/Bulk/2.0/contacts/imports/5/data'),
    )
    expect(copy?.before).toEqual([
      { method: 'POST', path: '/API/Bulk/2.0/contacts/imports', contentType: 'application/json' },
    ])
    expect(copy?.after.at(-1)).toEqual({ method: 'DELETE', path: '/API/Bulk/2.0/contacts/imports/{copy}' })
  })
})
