import { describe, expect, it } from 'vitest'
import { SILENT_LOG } from '../../testing/memory-log.ts'
import { COMMAS, CONTACT_IMPORT, checkFile, mapAll, writeCsv } from '../testing/csv-files.ts'
import { createCsvEngine } from './csv-engine.ts'

const engine = createCsvEngine({ log: SILENT_LOG })
const SHARED_BYTES = 8_500_000

/** Rows of every kind, enough of them that two workers share the check. */
function fill(makeRow: (row: number) => string): string {
  const rows = ['Email,Name,Notes']
  for (let row = 1, length = 0; length < SHARED_BYTES; row++) {
    const text = makeRow(row)
    rows.push(text)
    length += text.length + 1
  }
  return rows.join('\n')
}

const ODD_ROWS = [
  (row: number) => `a${row}@b.cd,Ann,"two\nlines, and ""quotes"" ${row}"`,
  (row: number) => `a${row % 7}@b.cd,Zoë,=1+1`,
  (row: number) => `bad ${row},007,2026-03-02T10:30:00Z`,
  () => '',
  () => 'short',
  (row: number) => `c${row}@d.ef,no\u00a0break,31/12/2026`,
  (row: number) => `,${row},`,
] as const

const FILES = {
  'rows of every kind': fill((row) => ODD_ROWS[row % ODD_ROWS.length]?.(row) ?? ''),
  'rows far bigger than a block': fill(
    (row) => `a${row}@b.cd,"${'long\n'.repeat(row % 9 === 0 ? 900_000 : 100_000)}",x`,
  ),
  'rows of a few bytes': fill((row) => (row % 300 === 0 ? ',,' : 'a@b.c,,')),
  'a quote that never closes': `${fill((row) => `a${row}@b.cd,Ann,x`)}\na@b.cd,"open,x\nb@c.de,Bob,y\n`,
  'no row below the header': `Email,Name\n${'\n'.repeat(SHARED_BYTES)}`,
  'nothing but blank lines': '\n'.repeat(SHARED_BYTES),
} as const

describe('a check shared by two workers', () => {
  it.each(Object.entries(FILES))('finds what one worker finds: %s', async (_, content) => {
    const stamp = writeCsv(content)
    const request = {
      stamp,
      reading: COMMAS,
      mapping: mapAll(content.startsWith('\n') ? [] : ['Email']),
      target: CONTACT_IMPORT,
    }
    const alone = checkFile(request)
    const { signal } = new AbortController()
    // Again in the memory that the first left behind.
    for (const _round of [1, 2]) {
      expect(await engine.check({ ...request, signal, onProgress: () => {} })).toEqual(alone)
    }
  })

  it('finds what one worker finds in UTF-16', async () => {
    const stamp = writeCsv(Buffer.from(FILES['rows of every kind'], 'utf16le'))
    const reading = { ...COMMAS, encoding: 'utf-16le' } as const
    const request = { stamp, reading, mapping: mapAll(['Email', 'Name']), target: CONTACT_IMPORT }
    const { signal } = new AbortController()
    expect(await engine.check({ ...request, signal, onProgress: () => {} })).toEqual(checkFile(request))
  })

  it('says why a check cannot begin, and can be cancelled in its middle', async () => {
    const stamp = writeCsv(FILES['rows of every kind'])
    const request = { stamp, reading: COMMAS, mapping: mapAll(['Email']), target: CONTACT_IMPORT }
    const tooMany = { ...request, mapping: mapAll(['Email', 'b', 'c', 'd']) }
    const { signal } = new AbortController()
    await expect(engine.check({ ...tooMany, signal, onProgress: () => {} })).rejects.toMatchObject({
      code: 'bad-arguments',
    })
    const stop = new AbortController()
    const onProgress = () => stop.abort()
    await expect(engine.check({ ...request, signal: stop.signal, onProgress })).rejects.toMatchObject({
      code: 'cancelled',
    })
  })
})
