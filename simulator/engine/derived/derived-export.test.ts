import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DefinitionInput } from '../data-engine.ts'
import { joinPage } from '../exports/page-bytes.ts'
import { jsonRows, type Row, tryEngine } from '../try-engine.ts'

const OBJECT = 'CustomObject[20]'
const PATHS = [
  'Id',
  'ExternalId',
  'CreatedAt',
  'Field[201]',
  'Field[203]',
  'Field[206]',
  'Field(Quantity2)',
  'Field[209]',
  'UpdatedAt',
  'Field[212]',
]
const FIELDS = Object.fromEntries(PATHS.map((path) => [path, `{{${OBJECT}.${path}}}`]))
const EXPORT = { family: 'customObjects', parentId: 20, fields: FIELDS } as const satisfies Partial<DefinitionInput>
const ROWS = 2_450_000

describe('the derived custom object', () => {
  it('has as many rows as asked for, each with its own id, in both formats, wherever a page begins', async () => {
    const { data } = await tryEngine({ rows: ROWS }).export({ ...EXPORT, areSystemTimestampsInUTC: true })
    expect(data.rowCount).toBe(ROWS)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: ROWS + 10 }), fc.integer({ min: 1, max: 30 }), (offset, limit) => {
        const rows = jsonRows(data, offset, limit)
        expect(rows.length).toBe(Math.max(0, Math.min(limit, ROWS - offset)))
        for (const [at, row] of rows.entries()) {
          const id = String(10_000_000 + offset + at)
          expect([row.Id, row.ExternalId, row['Field[203]']]).toEqual([id, `DLPSB0000${id}`, `TX-${id}`])
        }
        const lines = joinPage(data.csv(offset, limit)).toString().trimEnd().split('\n')
        expect(lines.slice(1)).toEqual(
          rows.map((row) =>
            Object.values(row)
              .map((cell) => (cell.includes(',') ? `"${cell}"` : cell))
              .join(','),
          ),
        )
      }),
      { numRuns: 60 },
    )
  })

  it('orders a page across days exactly as its rows alone', async () => {
    const { data } = await tryEngine({ rows: 45_000 }).export(EXPORT)
    const page = jsonRows(data, 9_990, 10_020)
    expect([page[0], page[15], page[10_019]]).toEqual(
      [9_990, 10_005, 20_009].map((offset) => jsonRows(data, offset, 1)[0]),
    )
    const times = page.map(({ CreatedAt }) => CreatedAt ?? '')
    expect(times).toEqual([...times].sort())
  })

  it('shows the same moments in Eastern time, an hour later in winter', async () => {
    const tried = tryEngine({ rows: ROWS })
    const utc = (await tried.export({ ...EXPORT, areSystemTimestampsInUTC: true })).data
    const eastern = (await tried.export(EXPORT)).data
    const hours = new Set<number>()
    for (let offset = 0; offset < ROWS; offset += 99_991) {
      const [a, b] = [utc, eastern].map((data) => jsonRows(data, offset, 1)[0]?.CreatedAt ?? '')
      hours.add((Date.parse(`${a}Z`) - Date.parse(`${b}Z`)) / 3_600_000)
    }
    expect([...hours].sort()).toEqual([4, 5])
  })

  it('selects by a filter what a look at every row selects', async () => {
    const tried = tryEngine({ rows: 23_000 })
    const all = jsonRows((await tried.export(EXPORT)).data)
    const middle = all[11_500]?.CreatedAt ?? ''
    const filters: readonly [string, (row: Row) => boolean][] = [
      [`'{{${OBJECT}.Field[206]}}' = 'JAPAN'`, (row) => row['Field[206]'] === 'Japan'],
      [
        `'{{${OBJECT}.CreatedAt}}' >= '${middle}' AND NOT '{{${OBJECT}.Field[209]}}' < '500'`,
        (row) => (row.CreatedAt ?? '') >= middle && Number(row['Field[209]']) >= 500,
      ],
      [
        `'{{${OBJECT}.Field[201]}}' ~ '%ü%' OR '{{${OBJECT}.Field[203]}}' ~ 'tx-1001_0%'`,
        (row) => /ü/.test(row['Field[201]'] ?? '') || /^TX-1001.0/.test(row['Field[203]'] ?? ''),
      ],
      [
        `'{{${OBJECT}.Field[212]}}' = '1' AND '{{${OBJECT}.Id}}' > '10010000'`,
        (row) => row['Field[212]'] === 'True' && Number(row.Id) > 10_010_000,
      ],
    ]
    for (const [filter, meets] of filters) {
      const { data } = await tried.export({ ...EXPORT, filter })
      const expected = all.filter(meets)
      expect(expected.length).toBeGreaterThan(10)
      expect(jsonRows(data)).toEqual(expected)
      expect(jsonRows(data, 5, 4)).toEqual(expected.slice(5, 9))
    }
  })

  it('keeps to maxRecords and takes no imports', async () => {
    const tried = tryEngine({ rows: 100 })
    expect((await tried.export({ ...EXPORT, maxRecords: 7 })).data.rowCount).toBe(7)
    const definition: DefinitionInput = {
      kind: 'import',
      name: 'x',
      family: 'customObjects',
      parentId: 20,
      fields: { n: FIELDS['Field[203]'] ?? '' },
      identifierFieldName: 'n',
    }
    expect(tried.engine.validate(definition)).toEqual([
      { field: 'fields', constraint: 'Must reference a custom object that takes imports.' },
    ])
  })
})
