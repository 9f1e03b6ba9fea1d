import { describe, expect, it } from 'vitest'
import type { Mapping } from '../../../shared/csv/csv.ts'
import { ACTIVITY_IMPORT, CONTACT_IMPORT, check, cutParts, findProblem, look, mapAll } from '../testing/csv-files.ts'
import { planParts } from '../worker/part-jobs.ts'
import { listHeldBack, pickRows } from '../worker/row-jobs.ts'

describe('a row without any text', () => {
  it('stays behind, whether there are quotes around nothing or not', () => {
    const file = 'a,b,c\n,,\n"","",""\n,"",\n"",,\n , ,\n"x",,\n"""",,\n'
    const report = check(file, { target: ACTIVITY_IMPORT })
    expect(report).toMatchObject({ rows: 7, goodRows: 3, blanks: { a: 0, b: 2, c: 3 } })
    expect(findProblem(report, 'blank-lines')?.examples.map(({ row }) => row)).toEqual([1, 2, 3, 4])
    expect(cutParts(file, { body: 'json' }).map(({ rows }) => rows)).toEqual([3])
  })
})

/** The long cell feeds as many fields as are named, beside the identifier. */
function spread(fields: readonly string[]): Mapping {
  const from = (field: string, column: number) => ({ field, source: { from: 'column', column } }) as const
  return { fields: [from('Email', 0), ...fields.map((field) => from(field, 1))] }
}

describe('a row that grows when it is sent', () => {
  const file = (bytes: number, fill = 'x') => `Email,Name\na@b.cd,${fill.repeat(bytes)}\nb@c.de,y\n`
  const THREE = { target: CONTACT_IMPORT, mapping: spread(['A', 'B', 'C']) }

  it('stays behind when its cells, each as often as it is sent, take more than 4 MB', () => {
    const report = check(file(2_900_000), THREE)
    expect(report).toMatchObject({ rows: 2, goodRows: 1, heldBackRows: 1, blanks: { A: 0 } })
    const problem = findProblem(report, 'huge-row')
    expect(problem).toMatchObject({ severity: 'row', count: 1, examples: [{ row: 1, line: 2 }] })
    const { stamp, reading } = look(file(2_900_000))
    expect([...listHeldBack({ stamp, reading, ...THREE })].flat().map(({ row, reason }) => [row, reason])).toEqual([
      [1, 'The row would be larger than 4 MB when sent: a long cell is mapped to several fields.'],
    ])
    expect(check(file(1_300_000), THREE)).toMatchObject({ goodRows: 2 })
    expect(check(file(2_900_000))).toMatchObject({ goodRows: 2 })
  })

  it.each(['csv', 'json'] as const)('leaves room for every other row in %s, whatever its text', (body) => {
    const texts = [file(2_900_000), file(1_300_000), file(650_000, '""').replace(/,(""+)/, ',"$1"')]
    for (const content of texts) {
      const { stamp, reading } = look(content)
      const request = { ...THREE, body, maxBytes: 20_000_000 } as const
      const parts = cutParts(content, request)
      const plan = planParts({ stamp, reading, ...request })
      expect(parts.map(({ rows }) => rows)).toEqual([check(content, THREE).goodRows])
      expect(plan.parts.map(({ sha256 }) => sha256)).toEqual(parts.map(({ sha256 }) => sha256))
    }
  })
})

describe('a row too big to keep', () => {
  const file = `Email,Name\na@b.cd,x\nb@c.de,"${'middle,\n'.repeat(700_000)}"\nc@d.ef,z\n`

  it('is shown by its place alone, never by what is left of it', () => {
    expect(findProblem(check(file), 'huge-row')?.examples).toEqual([{ row: 2, line: 3 }])
    const { stamp, reading } = look(file)
    expect(pickRows({ stamp, reading, wanted: [1, 2, 3] })).toEqual([
      [1, ['a@b.cd', 'x']],
      [2, []],
      [3, ['c@d.ef', 'z']],
    ])
    const [held] = [...listHeldBack({ stamp, reading, mapping: mapAll(['Email', 'Name']), target: CONTACT_IMPORT })]
    expect(held).toMatchObject([{ row: 2, line: 3, cells: [] }])
  })
})

describe('a row that writes quotes with backslashes', () => {
  it('is shown with its place', () => {
    const report = check('Email,Name\na@b.cd,"say \\"hi\\" ok"\nb@c.de,y\n')
    expect(findProblem(report, 'backslash-quotes')).toMatchObject({
      count: 1,
      examples: [{ row: 1, line: 2, value: 'a@b.cd,"say \\"hi\\" ok"' }],
    })
  })
})
