import { describe, expect, it } from 'vitest'
import { nameForeignFormat } from './magic.ts'

describe('nameForeignFormat', () => {
  it.each(['PAR1,PAR2,Email\n1,2,a@b.cd\n', 'PAR1\n1\n', 'BZhang,Email\n', 'BZh9,x\n', '%PDF,x\n', 'Rar!,x\n'])(
    'takes the letters other formats begin with for a header: %j',
    (text) => {
      expect(nameForeignFormat(Buffer.from(text))).toBeUndefined()
    },
  )

  it.each([
    ['a Parquet file', 'PAR1\u0015\u0004\u0015\u0010'],
    ['a compressed file (bzip2)', 'BZh91AY&SY\u00ba\u00be'],
    ['a PDF', '%PDF-1.7\n'],
    ['a compressed file (RAR)', 'Rar!\u001a\u0007\u0000'],
  ])('knows %s by what follows them', (what, start) => {
    expect(nameForeignFormat(Buffer.from(start, 'latin1'))).toBe(what)
  })
})
