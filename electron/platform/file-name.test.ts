import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyText } from '../../shared/testing/any-text.ts'
import { safeFileName } from './file-name.ts'

describe('safeFileName', () => {
  it('cuts a name of any length at once', () => {
    // What stands behind the cut is not looked at.
    expect(safeFileName(`${'.'.repeat(100_000)}x`, 'csv')).toBe('_.csv')
    expect(safeFileName('é'.repeat(100_000), 'csv')).toHaveLength(120)
  })

  it.each([
    ['Belgian contacts', 'Belgian contacts.csv'],
    ['Übersicht 東京', 'Übersicht 東京.csv'],
    ['../../etc/passwd', '_.._etc_passwd.csv'],
    ['a/b\\c:d*e?"f<g>h|i', 'a_b_c_d_e__f_g_h_i.csv'],
    ['con', '_con.csv'],
    ['COM1.txt', '_COM1.txt.csv'],
    ['trailing. . ', 'trailing.csv'],
    ['.hidden', 'hidden.csv'],
    ['', '_.csv'],
    ['report\u202Evsc.exe', 'report_vsc.exe.csv'],
    ['line\nbreak\u0000', 'line_break_.csv'],
  ])('makes of %j the name %s', (name, expected) => {
    expect(safeFileName(name, 'csv')).toBe(expected)
  })

  it('always makes one name that every system takes', () => {
    fc.assert(
      fc.property(fc.oneof(anyText({ maxLength: 400 }), fc.string()), (name) => {
        const safe = safeFileName(name, 'csv')
        expect(safe).toMatch(/^[^<>:"/\\|?*\p{C}]+\.csv$/u)
        expect([...safe].length).toBeLessThanOrEqual(120)
        expect(safe).not.toMatch(/^[. ]|[. ]\.csv$/)
        expect(safe).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)\s*\./i)
      }),
      { numRuns: 2_000 },
    )
  })
})
