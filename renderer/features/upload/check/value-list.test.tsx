import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { VALUE_KINDS, type ValueProblem, type ValueProblemKind } from '../../../../shared/csv/values.ts'
import { valueWords } from '../../../../shared/words/value-problems.ts'
import { aCheck, aReport, checkApi } from '../../../testing/upload-samples.ts'
import { renderCheck } from './testing/render-check.tsx'

function aValue(kind: ValueProblemKind, facts: Partial<ValueProblem> = {}): ValueProblem {
  const examples = [{ row: 2, line: 3, value: '31/12/2026' }]
  return { column: 1, header: 'E-mail', field: 'email', kind, count: 12, examples, ...VALUE_KINDS[kind], ...facts }
}

function renderValues(values: readonly ValueProblem[] | undefined) {
  return renderCheck(checkApi(aCheck({ report: aReport(values ? { values } : {}) })))
}

const values = () => screen.findByRole('region', { name: 'Values that don’t fit their field' })

describe('values that do not fit their field', () => {
  it('are listed by what Eloqua does with them, rejections first, each with its column and places', async () => {
    renderValues([
      aValue('time-zone'),
      aValue('two-digit-year'),
      aValue('day-first', { header: 'Date', field: 'date' }),
    ])
    const groups = within(await values())
      .getAllByRole('paragraph')
      .map(({ textContent }) => textContent)
      .filter((text) => /^(Will|Can)/.test(text ?? ''))
    expect(groups).toEqual([
      expect.stringMatching(/^Will be rejected\./),
      expect.stringMatching(/^Will be changed by Eloqua\./),
      expect.stringMatching(/^Can’t be known before sending\./),
    ])
    const [first] = within(await values()).getAllByRole('listitem')
    expect(first?.textContent).toMatch(/^Date → date12 dates have the day first\./)
    expect(first?.textContent).toContain('row 2, line 3')
    expect(first?.textContent).toContain('31/12/2026')
  })

  it('stand in the line of their column too, and do not keep the rows from being sent', async () => {
    renderValues([aValue('not-an-email')])
    const line = await screen.findByRole('row', { name: /^E-mail/ })
    expect(await within(line).findByText('12 values aren’t email addresses')).toBeDefined()
    expect((await screen.findByRole<HTMLButtonElement>('button', { name: 'Send 119 rows' })).disabled).toBe(false)
  })

  it('are not made up: without a finding there is no list, and without the fields that is said', async () => {
    const { unmount } = renderValues([])
    await screen.findByRole('button', { name: 'Send 119 rows' })
    expect(screen.queryByRole('region', { name: 'Values that don’t fit their field' })).toBeNull()
    expect(screen.queryByText(/weren’t checked against their fields/)).toBeNull()
    unmount()
    renderValues(undefined)
    expect(await screen.findByText(/weren’t checked against their fields/)).toBeDefined()
  })
})

describe('the words of a value that does not fit', () => {
  it.each(Object.keys(VALUE_KINDS) as ValueProblemKind[])('give the count of %s in both numbers', (kind) => {
    const [one, many] = [1, 1_200].map((count) => valueWords(aValue(kind, { count, limit: 32_000 })))
    expect(one?.title).toMatch(/^1 /)
    expect(many?.title).toMatch(/^1,200 /)
    expect(one?.title.slice(2)).not.toBe(many?.title.slice(6))
    expect(one?.advice).toMatch(/^[A-Z0-9].*\.$/)
  })
})
