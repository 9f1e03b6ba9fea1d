import { describe, expect, test } from 'vitest'
import { sniffDelimiter } from './sniff.ts'

const READING = { encoding: 'utf-8', hasBom: false, hasSepLine: false, looseQuotes: false } as const
const sniff = (lines: readonly string[]) => sniffDelimiter(Buffer.from(`${lines.join('\n')}\n`), READING)

describe('sniffDelimiter', () => {
  test('is sure where only one delimiter cuts the rows evenly', () => {
    expect(sniff(['a;b;c', '1,5;2;3', 'x;y,y,y;z'])).toEqual({ delimiter: ';', isSure: true })
    expect(sniff(['a,b', '1,2', '"x;y",z'])).toEqual({ delimiter: ',', isSure: true })
  })

  test('takes the comma for a file of one column', () => {
    expect(sniff(['Id', '1', '2'])).toEqual({ delimiter: ',', isSure: true })
  })

  test('is not sure where two cut as evenly, and asks for another view', () => {
    const tie = sniff(['a,b;c', '1,2;3', '4,5;6'])
    expect(tie.isSure).toBe(false)
    expect([',', ';']).toContain(tie.delimiter)
  })
})
