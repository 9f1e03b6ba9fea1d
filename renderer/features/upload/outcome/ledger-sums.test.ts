import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RowLedger, Upload } from '../../../../shared/uploads/upload.ts'
import { anUpload } from '../../../testing/upload-samples.ts'
import { type Sum, sumOfFile, sumOfSent } from './ledger-sums.ts'

const words = (sum: Sum | undefined) => sum?.terms.map(({ label, count }) => `${count} ${label}`)
const total = (sum: Sum) => sum.terms.reduce((all, { count }) => all + count, 0)
const ended = (ledger: RowLedger, facts: Partial<Upload> = {}) => anUpload({ ledger, ...facts })

describe('sumOfFile', () => {
  it('names the rows of a whole upload: sent and held back', () => {
    expect(words(sumOfFile(ended({ inFile: 120, heldBack: 1, sent: 119 })))).toEqual(['119 Sent', '1 Not sent'])
  })

  it('says why the others were not sent', () => {
    const ledger = { inFile: 120, heldBack: 1, sent: 50 }
    expect(words(sumOfFile(ended(ledger, { scope: 'first-50' })))).toContain('69 Not part of the trial')
    expect(words(sumOfFile(ended(ledger, { state: 'stopped' })))).toContain('69 Left out')
    expect(words(sumOfFile(ended(ledger, { state: 'sending' })))).toContain('69 Not sent yet')
  })
})

describe('sumOfSent', () => {
  it('is not there before a sync has ended', () => {
    expect(sumOfSent(ended({ inFile: 3, heldBack: 0, sent: 3 }))).toBeUndefined()
  })

  it('shows what the log leaves open instead of hiding it', () => {
    const sum = sumOfSent(ended({ inFile: 10, heldBack: 0, sent: 10, created: 6, rejected: 3, unexplained: 1 }))
    expect(words(sum)).toEqual(['6 Created', '3 Rejected', '1 Not reported'])
  })

  it('says so when Eloqua counts rows under more than one code', () => {
    const counted = { inFile: 10, heldBack: 0, sent: 10, created: 10, updated: 2, unexplained: 0, excess: 2 }
    expect(words(sumOfSent(ended(counted)))).toEqual(['10 Created', '2 Updated'])
    expect(sumOfSent(ended(counted))?.besides).toMatchObject({ label: 'Also counted', count: 2 })
    expect(sumOfSent(ended({ ...counted, twice: [0] }))?.besides).toMatchObject({ label: 'Sent twice', count: 2 })
  })

  it('counts the rows of others that went into the same sync', () => {
    const also = [{ uploadId: 'a', fileName: 'a.csv', rows: 5 }]
    const sum = sumOfSent(ended({ inFile: 10, heldBack: 0, sent: 10, also, created: 15, unexplained: 0 }))
    expect(words(sum)).toEqual(['15 Created'])
    expect(sum?.of.count).toBe(15)
  })

  it('keeps apart the rows whose sync has not ended', () => {
    const sum = sumOfSent(
      ended({ inFile: 10, heldBack: 0, sent: 10, created: 4, unexplained: 0 }, { state: 'syncing' }),
    )
    expect(words(sum)).toEqual(['4 Created', '6 Not synced yet'])
  })
})

describe('the sums', () => {
  it('add up for every ledger', () => {
    const count = fc.nat(1_000_000)
    const maybe = fc.option(count, { nil: undefined })
    const ledgers = fc.record({
      heldBack: count,
      sent: count,
      left: count,
      created: maybe,
      updated: maybe,
      acted: maybe,
      rejected: maybe,
      duplicates: maybe,
      also: fc.option(
        fc.array(fc.record({ uploadId: fc.string(), fileName: fc.string(), rows: count }), { maxLength: 3 }),
        {
          nil: undefined,
        },
      ),
      unexplained: count,
    })
    const state = fc.constantFrom<Upload['state']>('sending', 'syncing', 'done', 'stopped')
    fc.assert(
      fc.property(ledgers, state, ({ left, ...terms }, of) => {
        const { created = 0, updated = 0, acted = 0, rejected = 0, duplicates = 0, unexplained } = terms
        const taken = (terms.also ?? []).reduce((sum, { rows }) => sum + rows, terms.sent)
        const counted = created + updated + acted + rejected + duplicates + unexplained
        const excess = Math.max(0, counted - taken)
        const ledger = { inFile: terms.heldBack + terms.sent + left, ...terms, excess }
        const file = sumOfFile(ended(ledger, { state: of }))
        const sent = sumOfSent(ended(ledger, { state: of }))
        expect(total(file)).toBe(file.of.count)
        expect(sent && total(sent)).toBe((sent?.of.count ?? 0) + excess)
        expect(sent?.terms.every(({ count: rows }) => rows >= 0)).toBe(true)
      }),
    )
  })
})
