import { describe, expect, test } from 'vitest'
import { cellFormat, showNumber } from './cell-format.ts'

/** A number in a format of Excel's own, by its id, or in one that the workbook defines. */
const show = (value: string, format: number | string, isFrom1904 = false) =>
  showNumber(value, typeof format === 'number' ? cellFormat(format, undefined) : cellFormat(200, format), isFrom1904)

describe('numbers', () => {
  test.each([
    ['42', 0, '42'],
    ['1.1000000000000001', 0, '1.1'],
    ['0.30000000000000004', 0, '0.3'],
    ['1E-7', 0, '0.0000001'],
    ['1.5E+3', 0, '1500'],
    ['-0.5', 0, '-0.5'],
    ['491711234567', 0, '491711234567'],
    ['123', '00000', '00123'],
    ['-7', '000', '-007'],
    ['123', 49, '123'],
    ['0.125', 10, '12.50%'],
    ['0.5', 9, '50%'],
    ['1234.5', 4, '1,234.50'],
    ['1234567', 3, '1,234,567'],
    ['5', '"ID-"0', 'ID-5'],
    ['12', '_-* #,##0.00\\ "€"_-', '12.00 €'],
    ['1.5', '[h]:mm', '36:00'],
    ['1234.5', '[$€-407] #,##0.00', '€ 1,234.50'],
    ['5', '[$-407]0.0', '5.0'],
  ])('%s in format %s goes out as %s', (value, format, shown) => {
    expect(show(value, format)).toEqual({ text: shown })
  })

  test.each([
    ['61', 14, '1900-03-01'],
    ['1', 14, '1900-01-01'],
    ['45352', 14, '2024-03-01'],
    ['45352.75', 22, '2024-03-01 18:00:00'],
    ['45352.999988426', 'yyyy-mm-dd hh:mm:ss', '2024-03-01 23:59:59'],
    ['45352.999999999', 'dd.mm.yyyy hh:mm', '2024-03-02 00:00:00'],
    ['0.5', 20, '12:00:00'],
    ['0.35416203', 21, '08:30:00'],
    ['0.999999', 21, '00:00:00'],
    ['45352', '[$-407]d. mmmm yyyy;@', '2024-03-01'],
    ['45352', 57, '2024-03-01'],
    ['45352', 16, '2024-03-01'],
    ['2958465', 14, '9999-12-31'],
  ])('%s in date format %s is %s', (value, format, shown) => {
    expect(show(value, format)).toEqual({ text: shown })
  })

  test('count days from 1904 on where the workbook does', () => {
    expect(show('0', 14, true)).toEqual({ text: '1904-01-01' })
    expect(show('43890', 14, true)).toEqual({ text: '2024-03-01' })
    expect(show('2957003', 14, true)).toEqual({ text: '9999-12-31' })
    expect(show('2957004', 14, true)).toEqual({ text: '2957004', doubt: 'date' })
  })

  test.each([
    ['60', 14, '60', 'date'],
    ['-1', 14, '-1', 'date'],
    ['0', 14, '0', 'date'],
    ['2958466', 14, '2958466', 'date'],
    ['2958465.9999999', 22, '2958465.9999999', 'date'],
    ['5', ';;;', '', 'rounded'],
    ['9.5', 7, '9.5', 'format'],
    ['9.5', 44, '9.5', 'format'],
    ['9.5', '0;;;;;x', '9.5', 'format'],
    ['1.239', 2, '1.24', 'rounded'],
  ])('%s in format %s goes out as %s, and is named: %s', (value, format, text, doubt) => {
    expect(show(value, format)).toEqual({ text, doubt })
  })
})
