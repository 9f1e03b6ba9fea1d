import { describe, expect, it } from 'vitest'
import { BLOCK_BYTES } from '../limits.ts'
import { check, findProblem, kindsOf, look } from '../testing/csv-files.ts'

const FILE = 'Email,Name\na@b.cd,Ann\n'
const LATIN_END = Buffer.from('Email,Name\na@b.cd,Andr\xe9', 'latin1')

describe('the closing mark of a file', () => {
  it.each([
    ['one Ctrl-Z', '\u001a'],
    ['two', '\u001a\u001a'],
    ['one and a line end', '\u001a\r\n'],
    ['one behind a line end too many, and more of both', '\n\u001a\n\u001a\r\n\n'],
  ])('is left out: %s', (_, mark) => {
    const report = check(`${FILE}${mark}`)
    expect(report).toMatchObject({ rows: 1, goodRows: 1 })
    expect(kindsOf(report)).toContain('trailing-ctrl-z')
    expect(look(`${FILE}${mark}`).rows).toEqual({ count: 1, exact: true })
    for (const encoding of ['utf-16le', 'utf-16be'] as const) {
      const wide = Buffer.from(`\ufeff${FILE}${mark}`, 'utf16le')
      expect(check(encoding === 'utf-16le' ? wide : wide.swap16())).toMatchObject({ rows: 1, goodRows: 1 })
    }
  })

  it('is left out where a block ends in its middle', () => {
    const row = `b@c.de,${'x'.repeat(BLOCK_BYTES - FILE.length - 'b@c.de,\n'.length - 1)}\n`
    const file = `${FILE}${row}\u001a\r\n`
    expect(file.indexOf('\u001a')).toBe(BLOCK_BYTES - 1)
    expect(check(file)).toMatchObject({ rows: 2, goodRows: 2 })
  })

  it('is none where text follows', () => {
    const report = check(`${FILE}\u001ab@c.de,Bob\n`)
    expect(report).toMatchObject({ rows: 2, goodRows: 1 })
    expect(kindsOf(report)).toEqual(['control-character'])
  })
})

describe('a file that ends with half a character', () => {
  it('may be Windows-1252 when the rest fits and one byte is left: that is offered', () => {
    for (const problem of [look(LATIN_END), check(LATIN_END)].map((of) => findProblem(of, 'cut-character'))) {
      expect(problem).toMatchObject({ severity: 'blocks', proposal: { encoding: 'windows-1252' } })
    }
    expect(look(LATIN_END, { encoding: 'windows-1252' }).sample).toEqual([['a@b.cd', 'André']])
    const more = Buffer.from('Email,Name\nz@b.cd,Zo\xeb x\na@b.cd,Andr\xe9', 'latin1')
    expect(findProblem(check(more), 'cut-character')?.proposal).toEqual({ encoding: 'windows-1252' })
  })

  it('was cut off when it is UTF-8 elsewhere, or more bytes are left', () => {
    const cut = (text: string, less: number) => Buffer.from(text).subarray(0, -less)
    for (const file of [cut('Email,Zoë\na@b.cd,é', 1), cut('Email,Name\na@b.cd,東', 1)]) {
      const problem = findProblem(check(file), 'cut-character')
      expect(problem?.title).toBe('The file ends in the middle of a character')
      expect(problem?.proposal).toBeUndefined()
    }
  })
})
