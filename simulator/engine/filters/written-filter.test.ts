import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Filter, MOST_FILTER_DEPTH, MOST_FILTER_LENGTH, OPERATORS } from '../../../shared/eloqua/filter/filter.ts'
import { fromRows, toRows } from '../../../shared/eloqua/filter/filter-rows.ts'
import { parseFilter as readInForm } from '../../../shared/eloqua/filter/parse-filter.ts'
import { printFilter } from '../../../shared/eloqua/filter/print-filter.ts'
import { FilterError } from './filter.ts'
import { parseFilter as readByEloqua } from './parse-filter.ts'

const text = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom("it's", "''", ')', 'AND', '{{Contact.Id}}'))
const comparison = fc.record({
  kind: fc.constantFrom('compare' as const, 'status' as const),
  statement: text,
  operator: fc.constantFrom(...OPERATORS),
  value: text,
})
const condition: fc.Arbitrary<Filter> = fc.oneof(
  comparison,
  text.map((statement) => ({ kind: 'exists' as const, statement })),
)
const { filter } = fc.letrec<{ filter: Filter; joined: Filter; negated: Filter }>((tie) => ({
  filter: fc.oneof({ maxDepth: 3 }, condition, tie('joined'), tie('negated')),
  joined: fc
    .tuple(fc.constantFrom('and' as const, 'or' as const), fc.array(tie('filter'), { minLength: 2, maxLength: 4 }))
    .map(([kind, parts]) => ({ kind, parts: parts.flatMap((part) => (part.kind === kind ? part.parts : [part])) })),
  negated: tie('filter').map((part) => ({ kind: 'not' as const, part })),
}))
/** The longest that the simulator takes. */
const short = filter.filter((one) => printFilter(one).length <= 4_000)

describe('a filter of the form', () => {
  it('means to Eloqua what it means to the form, whatever it is', () => {
    fc.assert(
      fc.property(short, (one) => {
        expect(readByEloqua(printFilter(one))).toEqual(one)
      }),
    )
  })

  it('comes back from its text as it was', () => {
    fc.assert(
      fc.property(short, (one) => {
        expect(readInForm(printFilter(one))).toEqual({ filter: one })
      }),
    )
  })

  it('is read to a bounded length and depth, and refused beyond them', () => {
    const nested = (depth: number) => `${'('.repeat(depth)}'a' = 'b'${')'.repeat(depth)}`
    expect(readInForm(nested(MOST_FILTER_DEPTH))).toHaveProperty('filter')
    expect(readInForm(nested(4_000))).toMatchObject({ fault: 'not-understood' })
    expect(readInForm(`${'NOT '.repeat(2_000)}'a' = 'b'`)).toMatchObject({ fault: 'not-understood' })
    expect(readInForm(`'a' = '${'b'.repeat(MOST_FILTER_LENGTH)}'`)).toMatchObject({ fault: 'too-long' })
  })

  it('loses nothing as rows, wherever rows can say it', () => {
    fc.assert(
      fc.property(short, (one) => {
        const rows = toRows(one)
        if (rows) expect(fromRows(rows)).toEqual(one)
      }),
    )
  })

  it('has rows for every filter of one join with groups of the other', () => {
    const group = fc.array(condition, { minLength: 2, maxLength: 3 }).map((parts): Filter => ({ kind: 'or', parts }))
    const flat = fc.array(fc.oneof(condition, group), { minLength: 2, maxLength: 4 })
    fc.assert(
      fc.property(flat, (parts) => {
        expect(toRows({ kind: 'and', parts })).toBeDefined()
      }),
    )
  })

  it('is refused by the form where Eloqua refuses it, and only there', () => {
    const pieces = ["'a'", "'", '(', ')', 'AND', 'OR', 'NOT', 'EXISTS', 'STATUS', '=', '~', '>', ' ', '🙂']
    const noise = fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((all) => all.join(' '))
    fc.assert(
      fc.property(noise, (written) => {
        const ours = readInForm(written)
        expect('filter' in ours).toBe(isTakenByEloqua(written))
        if ('filter' in ours) expect(ours.filter).toEqual(readByEloqua(written))
      }),
      { numRuns: 1_000 },
    )
  })
})

function isTakenByEloqua(written: string): boolean {
  try {
    readByEloqua(written)
    return true
  } catch (error) {
    if (error instanceof FilterError) return false
    throw error
  }
}
