import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type PartOf, rowsTaken, rowsToTake, sumOfFile, sumOfSent } from './row-sums.ts'
import type { RowLedger, Upload } from './upload.ts'

const of = (ledger: RowLedger, facts: Partial<Pick<Upload, 'scope' | 'state'>> = {}) =>
  ({ ledger, scope: 'all-good-rows', state: 'done', ...facts }) as const
const words = (sum: { readonly parts: readonly PartOf<string>[] } | undefined) =>
  sum?.parts.map(({ kind, rows }) => `${rows} ${kind}`)
const total = (sum: { readonly parts: readonly PartOf<string>[] }) => sum.parts.reduce((all, { rows }) => all + rows, 0)

describe('sumOfFile', () => {
  it('names the rows of a whole upload: sent and held back', () => {
    expect(words(sumOfFile(of({ inFile: 120, heldBack: 1, sent: 119 })))).toEqual(['119 sent', '1 held-back'])
  })

  it('calls nothing sent that was only staged', () => {
    const ledger = { inFile: 120, heldBack: 1, sent: 0, staged: 80 }
    expect(words(sumOfFile(of(ledger, { state: 'stopped' })))).toEqual([
      '0 sent',
      '80 staged',
      '1 held-back',
      '39 left-out',
    ])
  })

  it('says why the others were not sent', () => {
    const ledger = { inFile: 120, heldBack: 1, sent: 50 }
    expect(words(sumOfFile(of(ledger, { scope: 'first-50' })))).toContain('69 not-in-trial')
    expect(words(sumOfFile(of(ledger, { state: 'stopped' })))).toContain('69 left-out')
    expect(words(sumOfFile(of(ledger, { state: 'sending' })))).toContain('69 not-sent-yet')
  })
})

describe('sumOfSent', () => {
  it('is not there before a sync has ended', () => {
    expect(sumOfSent(of({ inFile: 3, heldBack: 0, sent: 3 }))).toBeUndefined()
  })

  it('shows what the log leaves open instead of hiding it', () => {
    const ledger = { inFile: 10, heldBack: 0, sent: 10, created: 6, rejected: 3, unexplained: 1 }
    expect(words(sumOfSent(of(ledger)))).toEqual(['6 created', '3 rejected', '1 not-reported'])
  })

  it('has the rows that came twice, and those of others, in its total', () => {
    const also = [{ uploadId: 'a', fileName: 'a.csv', rows: 5 }]
    const ledger = { inFile: 10, heldBack: 0, sent: 10, also, created: 15, duplicates: 10, unexplained: 0, excess: 10 }
    expect(sumOfSent(of({ ...ledger, twice: [0] }))).toEqual({
      rows: 25,
      parts: [
        { kind: 'created', rows: 15 },
        { kind: 'duplicates', rows: 10 },
      ],
    })
  })

  it('keeps apart the rows whose sync has not ended', () => {
    const ledger = { inFile: 10, heldBack: 0, sent: 10, created: 4, unexplained: 0 }
    expect(words(sumOfSent(of(ledger, { state: 'syncing' })))).toEqual(['4 created', '6 syncing'])
    expect(words(sumOfSent(of(ledger, { state: 'stopped' })))).toEqual(['4 created', '6 unknown'])
  })
})

describe('rowsTaken', () => {
  it('counts rows that came twice once', () => {
    const ledger = { inFile: 60, heldBack: 0, sent: 60, created: 60, duplicates: 60, unexplained: 0, excess: 60 }
    expect(rowsTaken({ ...ledger, repeated: true })).toBe(60)
  })

  it.each([
    ['rows of which one was rejected', { sent: 8, created: 11, rejected: 1, excess: 4 }, 7],
    ['rejected rows whose copies were rejected as well', { sent: 8, created: 6, rejected: 4, excess: 2 }, 6],
    ['rows of a list of duplicates', { sent: 10, created: 6, rejected: 1, duplicates: 6, excess: 3 }, 6],
  ])('counts none of the rejected rows where others came twice: %s', (_what, counts, taken) => {
    const ledger = { inFile: counts.sent, heldBack: 0, unexplained: 0, ...counts }
    expect(rowsTaken({ ...ledger, repeated: true })).toBe(taken)
    expect(rowsTaken({ ...ledger, twice: [1] })).toBe(taken)
  })

  it('is the number of rows that were taken, whichever came twice, where at most one was rejected', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 30 }),
        fc.nat(29),
        fc.boolean(),
        fc.boolean(),
        fc.nat(),
        (rows, copies, isBad, areNew, at) => {
          const again = Math.min(copies, rows - 1)
          const bad = isBad ? at % rows : -1
          const badAgain = isBad && bad < again ? 1 : 0
          const good = rows - Number(isBad)
          const [more, rejected] = [again - badAgain, Number(isBad) + badAgain]
          const ledger = { inFile: rows, heldBack: 0, sent: rows, rejected, unexplained: 0, excess: again, twice: [0] }
          const counts = areNew ? { created: good + more } : { created: good, duplicates: more }
          expect(rowsTaken({ ...ledger, ...counts })).toBe(good)
        },
      ),
    )
  })
})

describe('the sums', () => {
  it('add up for every ledger, and nothing in them is negative', () => {
    const count = fc.nat(1_000_000)
    const maybe = fc.option(count, { nil: undefined })
    const also = fc.array(fc.record({ uploadId: fc.string(), fileName: fc.string(), rows: count }), { maxLength: 3 })
    const terms = { created: maybe, updated: maybe, acted: maybe, rejected: maybe, duplicates: maybe }
    const ledgers = fc.record({
      heldBack: count,
      sent: count,
      staged: count,
      inDoubt: count,
      left: count,
      unexplained: count,
      also,
      ...terms,
    })
    const state = fc.constantFrom<Upload['state']>('sending', 'syncing', 'done', 'stopped')
    fc.assert(
      fc.property(ledgers, state, ({ left, ...ledger }, now) => {
        const { created = 0, updated = 0, acted = 0, rejected = 0, duplicates = 0 } = ledger
        const inFile = ledger.heldBack + ledger.sent + ledger.staged + ledger.inDoubt + left
        const known = created + updated + acted + rejected + duplicates + ledger.unexplained
        const whole = { inFile, ...ledger, excess: Math.max(0, known - rowsToTake({ inFile, ...ledger })) }
        const [file, sent] = [sumOfFile(of(whole, { state: now })), sumOfSent(of(whole, { state: now }))]
        expect(total(file)).toBe(inFile)
        expect(sent && total(sent)).toBe(sent?.rows)
        expect([...file.parts, ...(sent?.parts ?? [])].every(({ rows }) => rows >= 0)).toBe(true)
        expect(rowsTaken(whole)).toBeGreaterThanOrEqual(0)
        expect(rowsTaken(whole)).toBeLessThanOrEqual(rowsToTake(whole))
      }),
    )
  })
})
