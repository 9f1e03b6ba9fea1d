import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyText } from '../../shared/testing/any-text.ts'
import { fromEditable, toEditable } from './edited-cell.ts'

describe('fromEditable', () => {
  it('gives a cell its own kind of line ends back', () => {
    expect(fromEditable('a\nb\nnew', 'a\r\nb')).toBe('a\r\nb\r\nnew')
    expect(fromEditable('a\nb', 'x\ry')).toBe('a\rb')
    expect(fromEditable('a\nb', 'one line')).toBe('a\nb')
  })

  it('undoes toEditable for every text with one kind of line ends', () => {
    const line = anyText().map((text) => text.replace(/[\r\n]/g, ''))
    fc.assert(
      fc.property(fc.array(line), fc.constantFrom('\n', '\r', '\r\n'), (lines, end) => {
        const cell = lines.join(end)
        expect(fromEditable(toEditable(cell), cell)).toBe(cell)
      }),
    )
  })
})
