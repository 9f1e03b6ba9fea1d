import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Mapping } from '../../../../../shared/csv/csv.ts'
import { columnRows, feedField, fieldRows, placeRows, sendColumn, sourceWords } from './column-rows.ts'

const FIELDS = ['id', 'email', 'type']
const HEADERS = ['E-mail', 'Kind', '']
const EMPTY: Mapping = { fields: [] }
const column = (index: number) => ({ from: 'column', column: index }) as const

describe('columnRows', () => {
  it('keeps the order of the file and names a column without a name by its place', () => {
    const mapping = { fields: [{ field: 'type', source: column(1) }] }
    expect(columnRows(HEADERS, mapping)).toEqual([
      { column: 0, name: 'E-mail' },
      { column: 1, name: 'Kind', field: 'type' },
      { column: 2, name: 'Column 3' },
    ])
  })

  it('shows a column that feeds two fields twice', () => {
    const mapping = {
      fields: [
        { field: 'id', source: column(0) },
        { field: 'email', source: column(0) },
      ],
    }
    expect(columnRows(['E-mail'], mapping).map((row) => row.field)).toEqual(['id', 'email'])
  })
})

describe('sendColumn', () => {
  it('takes the field from the column that fed it', () => {
    const mapping = sendColumn(FIELDS, EMPTY, { column: 0, name: 'E-mail' }, 'email')
    const moved = sendColumn(FIELDS, mapping, { column: 1, name: 'Kind' }, 'email')
    expect(moved.fields).toEqual([{ field: 'email', source: column(1) }])
  })

  it('leaves the field before when the column gets another one, and all of them when it is not sent', () => {
    const mapping = sendColumn(FIELDS, EMPTY, { column: 0, name: 'E-mail' }, 'email')
    const changed = sendColumn(FIELDS, mapping, { column: 0, name: 'E-mail', field: 'email' }, 'id')
    expect(changed.fields).toEqual([{ field: 'id', source: column(0) }])
    expect(sendColumn(FIELDS, changed, { column: 0, name: 'E-mail', field: 'id' }, undefined)).toEqual(EMPTY)
  })

  it('feeds no field twice and keeps the order of the definition, whatever is chosen', () => {
    const choice = fc.record({ row: fc.nat(10), field: fc.option(fc.constantFrom(...FIELDS), { nil: undefined }) })
    fc.assert(
      fc.property(fc.array(choice), (choices) => {
        const mapping = choices.reduce((before, { row, field }) => {
          const rows = columnRows(HEADERS, before)
          const chosen = rows[row % rows.length]
          return chosen ? sendColumn(FIELDS, before, chosen, field) : before
        }, EMPTY)
        const fed = mapping.fields.map((entry) => entry.field)
        expect(fed).toEqual(FIELDS.filter((field) => fed.includes(field)))
      }),
    )
  })
})

describe('placeRows', () => {
  it('puts what moved beside the divider between sent and unsent, the last one nearest', () => {
    const rows = ['a', undefined, 'c', undefined, 'e', undefined].map((field, column) => ({
      column,
      name: `${column}`,
      ...(field ? { field } : {}),
    }))
    const { sent, unsent } = placeRows(rows, [2, 5, 0, 3])
    expect(sent.map(({ column }) => column)).toEqual([4, 2, 0])
    expect(unsent.map(({ column }) => column)).toEqual([3, 5, 1])
  })
})

describe('fieldRows', () => {
  it('lists the fields no column feeds, those with a text of their own first', () => {
    const mapping = feedField(FIELDS, sendColumn(FIELDS, EMPTY, { column: 0, name: '' }, 'id'), 'type', {
      from: 'constant',
      value: 'Webinar',
    })
    expect(fieldRows(FIELDS, mapping)).toEqual([{ field: 'type', constant: 'Webinar' }, { field: 'email' }])
  })
})

describe('sourceWords', () => {
  it('names the column or the text that feeds a field now', () => {
    const mapping: Mapping = {
      fields: [
        { field: 'id', source: column(2) },
        { field: 'type', source: { from: 'constant', value: 'x' } },
      ],
    }
    expect(FIELDS.map((field) => sourceWords(HEADERS, mapping, field))).toEqual([
      'Column 3',
      undefined,
      'your own value',
    ])
  })
})
