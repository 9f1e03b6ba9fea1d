import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { groupedUpload } from '../testing/grouped-upload.ts'
import { type PartOf, rowsToTake, sumOfFile } from './row-sums.ts'
import type { Upload } from './upload.ts'
import { groupReceipt, rowsTakenOf, standingOf, sumOfGroup } from './upload-group.ts'

const total = (parts: readonly PartOf<string>[] = []) => parts.reduce((sum, { rows }) => sum + rows, 0)
const words = (parts: readonly PartOf<string>[] = []) => parts.map(({ kind, rows }) => `${rows} ${kind}`)

const refused = groupedUpload('a', {
  state: 'stopped',
  outcome: { kind: 'part-refused', part: 0 },
  ledger: { inFile: 100_000, heldBack: 0, sent: 0 },
})
const inDoubt = groupedUpload('b', { state: 'needs-you', ledger: { inFile: 5, heldBack: 0, sent: 0, inDoubt: 5 } })
const fine = groupedUpload('c', {
  outcome: { kind: 'finished' },
  ledger: { inFile: 6, heldBack: 0, sent: 6, created: 6, processed: 6, unexplained: 0 },
})

describe('the sums of several uploads', () => {
  it('name rows that were refused, and rows in doubt', () => {
    expect(words(sumOfGroup([refused, inDoubt, fine]).file.parts)).toEqual([
      '6 sent',
      '5 in-doubt',
      '0 held-back',
      '100000 left-out',
    ])
  })

  it('count rows once that one upload had staged and the sync of another one took', () => {
    const taken = groupedUpload('a', {
      outcome: { kind: 'taken', syncUri: '/syncs/9', rows: 3, starter: 'b.csv' },
      ledger: { inFile: 3, heldBack: 0, sent: 3 },
    })
    const also = [{ uploadId: 'a', fileName: 'a.csv', rows: 3 }]
    const ledger = { inFile: 4, heldBack: 0, sent: 4, also, created: 7, processed: 7, unexplained: 0 }
    const taker = groupedUpload('b', { outcome: { kind: 'finished' }, ledger })
    const both = sumOfGroup([taken, taker])
    expect([words(both.sent?.parts), both.besides, rowsTakenOf([taken, taker])]).toEqual([['7 created'], 0, 7])
    expect([taken, taker].map((one) => standingOf(one, [taken, taker]))).toEqual(['done', 'done'])
    const alone = sumOfGroup([taker])
    expect([alone.sent?.rows, alone.besides, rowsTakenOf([taker])]).toEqual([7, 3, 4])
    expect(standingOf(taken, [taken])).toBe('elsewhere')
  })

  it('add up for every file and for all, and so do those of the receipt', () => {
    const count = fc.nat(1_000_000)
    const maybe = fc.option(count, { nil: undefined })
    const ids = fc.constantFrom('u0', 'u1', 'u2', 'other')
    const also = fc.array(fc.record({ uploadId: ids, fileName: fc.constant('x.csv'), rows: count }), { maxLength: 2 })
    const terms = { created: maybe, updated: maybe, acted: maybe, rejected: maybe, duplicates: maybe }
    const counts = { heldBack: count, sent: count, staged: count, inDoubt: count, left: count, unexplained: maybe }
    const facts = fc.record({
      state: fc.constantFrom<Upload['state']>('sending', 'syncing', 'needs-you', 'staged', 'paused', 'done', 'stopped'),
      scope: fc.constantFrom<Upload['scope']>('all-good-rows', 'first-50'),
      ledger: fc.record({ ...counts, also, ...terms }),
    })
    fc.assert(
      fc.property(fc.array(facts, { minLength: 1, maxLength: 3 }), (all) => {
        const uploads = all.map(({ ledger: { left, ...ledger }, ...rest }, at) => {
          const inFile = ledger.heldBack + ledger.sent + ledger.staged + ledger.inDoubt + left
          const { created = 0, updated = 0, acted = 0, rejected = 0, duplicates = 0, unexplained = 0 } = ledger
          const known = created + updated + acted + rejected + duplicates + unexplained
          const others = ledger.also.filter(({ uploadId }) => uploadId !== `u${at}`)
          const whole = { ...ledger, inFile, also: others }
          const excess = Math.max(0, known - rowsToTake(whole))
          return groupedUpload(`u${at}`, { ...rest, ledger: { ...whole, excess } } as Partial<Upload>)
        })
        const { file, sent, besides } = sumOfGroup(uploads)
        expect(total(file.parts)).toBe(file.rows)
        expect(file.rows).toBe(uploads.reduce((sum, { ledger }) => sum + ledger.inFile, 0))
        expect(total(sent?.parts)).toBe(sent?.rows ?? 0)
        expect([...file.parts, ...(sent?.parts ?? [])].every(({ rows }) => rows >= 0)).toBe(true)
        expect(besides).toBeGreaterThanOrEqual(0)
        if (sent) expect(sent.rows - besides).toBe(file.parts.find(({ kind }) => kind === 'sent')?.rows)
        const receipt = groupReceipt(uploads)
        for (const line of [...receipt.files, receipt.totals]) expect(partsOfLine(line)).toBe(line.rows)
        for (const { result } of [...receipt.files, receipt.totals]) {
          const { rows, ...parts } = result ?? { rows: 0 }
          expect(Object.values<number>(parts).reduce((sum, part) => sum + part, 0)).toBe(rows)
        }
      }),
    )
  })
})

const PARTS = ['sent', 'staged', 'inDoubt', 'heldBack', 'notInTrial', 'leftOut', 'notSentYet']

function partsOfLine(line: object): number {
  return Object.entries(line).reduce((sum, [key, rows]) => (PARTS.includes(key) ? sum + Number(rows) : sum), 0)
}

describe('the receipt of several uploads', () => {
  it('calls done only what was applied, and says of every file how it stands', () => {
    const { totals, files } = groupReceipt([refused, inDoubt, fine])
    expect(totals).toMatchObject({ files: 3, done: 1, rows: 100_011, sent: 6, inDoubt: 5, leftOut: 100_000 })
    expect(files).toMatchObject([
      { file: 'a.csv', state: 'stopped', outcome: 'part-refused', rows: 100_000, leftOut: 100_000 },
      { file: 'b.csv', state: 'needs-you', rows: 5, inDoubt: 5 },
      { file: 'c.csv', state: 'done', outcome: 'finished', rows: 6, sent: 6, result: { rows: 6, created: 6 } },
    ])
    expect(sumOfFile(refused).rows).toBe(files[0]?.rows)
  })
})

describe('how one of several uploads stands', () => {
  it.each<[string, Partial<Upload>]>([
    ['failed', refused],
    ['needs-you', inDoubt],
    ['done', fine],
    ['incomplete', { state: 'stopped', outcome: { kind: 'incomplete' } }],
    ['canceled', { state: 'stopped', outcome: { kind: 'stopped' }, error: { code: 'cancelled', message: '' } }],
    ['staged', { state: 'staged' }],
    ['paused', { state: 'paused' }],
    ['going', { state: 'syncing' }],
  ])('is %s', (standing, facts) => {
    const upload = groupedUpload('a', facts)
    expect(standingOf(upload, [upload])).toBe(standing)
  })
})
