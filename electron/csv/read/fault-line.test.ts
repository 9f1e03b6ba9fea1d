import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BLOCK_BYTES } from '../limits.ts'
import { ACTIVITY_IMPORT, check, cutParts, findProblem, look, mapAll } from '../testing/csv-files.ts'

/** Text in which `X` stands for a byte that is no UTF-8 (or, as asked, another one). */
function damaged(text: string, byte = 0xff): Buffer {
  const pieces = text
    .split('X')
    .flatMap((piece, i) => (i === 0 ? [Buffer.from(piece)] : [Buffer.from([byte]), Buffer.from(piece)]))
  return Buffer.concat(pieces)
}

const FILES: readonly (readonly [what: string, file: Buffer, line: number])[] = [
  ['after a sep= line', damaged('sep=;\r\nEmail;F\r\na@b.co;cafX\r\nb@b.co;x\r\n'), 3],
  ['after a byte order mark', damaged('\ufeffEmail,F\na@b.co,cafX\nb@b.co,x\n'), 2],
  ['right behind a byte order mark', damaged('\ufeffX,F\n\n\na@b.co,x\n'), 1],
  ['after a mark and a sep= line', damaged('\ufeffsep=,\nEmail,F\na@b.co,X\n\n\n\n\n\n\n\nx,y\n'), 3],
  ['in an old Mac file', damaged('E,F\rx,y\rz,X\r'), 3],
  ['in the last line of an old Mac file', damaged('E,F\rx,y\rz,X'), 3],
  ['in a quoted cell of an old Mac file', damaged('E,F\rx,"y\r\rX"\r'), 4],
  ['after carriage returns that end no line', damaged('E,F\nx\ry,z\rX\n'), 2],
  ['after carriage returns inside quotes', damaged('E,F\nx,"y\rz\r\n"\n"a""\r",X\n'), 6],
  ['after a quote inside a cell without quotes', damaged('E,F\nx,5"\ry\nz,X\n'), 3],
]

describe('the line of a byte that is no text', () => {
  it.each(FILES)('%s', (_, file, line) => {
    const { headers } = look(file)
    const options = { target: ACTIVITY_IMPORT, mapping: mapAll(headers) }
    expect(findProblem(look(file), 'bad-encoding')?.examples[0]?.line).toBe(line)
    expect(findProblem(check(file, options), 'bad-encoding')?.examples[0]?.line).toBe(line)
    expect(() => cutParts(file, options)).toThrow(`(line ${line})`)
  })

  it('is found for a NUL and for half a pair of UTF-16 as well', () => {
    expect(findProblem(look('\ufeffE,F\na,\0\nb,c\n'), 'nul-byte')?.examples[0]?.line).toBe(2)
    const text = (part: string) => Buffer.from(part, 'utf16le')
    const lone = Buffer.from([0x00, 0xdc])
    const file = Buffer.concat([text('\ufeffsep=;\r\nE;F\r\na;'), lone, text('\r\n\r\n\r\n\r\n\r\nb;c\r\n')])
    expect(findProblem(look(file), 'bad-encoding')?.examples[0]?.line).toBe(3)
  })

  it('is one more than the line ends before it, wherever blocks end and whatever stands in quotes', () => {
    const cell = fc.constantFrom('a', '"b"', '"two#lines"', '"##"', '""', '"q""#"', 'x'.repeat(40))
    const row = fc.tuple(cell, cell).map((cells) => cells.join(','))
    const end = fc.constantFrom('\n', '\r\n', '\r')
    const start = fc.constantFrom('', '\ufeff', 'sep=,#', '\ufeffsep=,#')
    // The damage falls near the end of the first block, or far before it.
    const padding = fc.oneof(fc.constant(0), fc.integer({ min: BLOCK_BYTES - 80, max: BLOCK_BYTES + 10 }))
    fc.assert(
      fc.property(fc.array(row, { maxLength: 6 }), end, start, padding, (rows, lineEnd, head, padded) => {
        const pad = padded === 0 ? [] : [`p,${'x'.repeat(padded)}`]
        const before = `${head}h1,h2#${[...pad, ...rows, 'z,'].join('#')}`.replaceAll('#', lineEnd)
        const file = damaged(`${before}X${lineEnd}y,z${lineEnd}`)
        const line = 1 + before.split(lineEnd).length - 1
        const found = findProblem(check(file, { target: ACTIVITY_IMPORT, mapping: mapAll(['h1']) }), 'bad-encoding')
        expect(found?.examples).toMatchObject([{ byte: Buffer.byteLength(before), line }])
      }),
      { numRuns: 150 },
    )
  })
})
