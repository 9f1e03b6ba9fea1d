import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createJsonKernel } from './json-kernel.ts'
import { readJsonRows, UnreadableRows } from './json-rows.ts'
import { createJsonScan, scanJsonRows } from './json-scan.ts'

const cell = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replaceAll('\u0000', ''))

describe('readJsonRows', () => {
  const scalar = fc.oneof(cell, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null))

  it('reads any array of flat objects as JSON.parse does, cells as text', () => {
    const rows = fc.array(fc.dictionary(cell, scalar, { maxKeys: 5 }), { maxLength: 20 })
    fc.assert(
      fc.property(rows, fc.constantFrom(undefined, 1, '\t'), (objects, space) => {
        const bytes = Buffer.from(JSON.stringify(objects, undefined, space))
        const { names, rowCount } = scanJsonRows(bytes)
        expect(rowCount).toBe(objects.length)
        const read = [...readJsonRows(bytes)].map((row) =>
          names.flatMap((name, index) => (row[index] === undefined ? [] : [[name, row[index]]])),
        )
        const parsed = JSON.parse(bytes.toString()) as Record<string, unknown>[]
        const expected = parsed.map((row) =>
          names.flatMap((name) => (Object.hasOwn(row, name) ? [[name, toText(row[name])]] : [])),
        )
        expect(read).toEqual(expected)
      }),
    )
  })

  const toText = (value: unknown) => (value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value))

  it('accepts exactly what JSON.parse accepts, where it is an array of flat objects', () => {
    const pieces = fc.constantFrom(
      '[',
      ']',
      '{',
      '}',
      ',',
      ':',
      '"a"',
      '"\\u00e9"',
      '"\\q"',
      '1',
      '-0.5e3',
      '01',
      'null',
      'tru',
      ' ',
      '\n',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const text = parts.join('')
        expect(isAccepted(Buffer.from(text))).toBe(isFlat(text))
      }),
      { numRuns: 3_000 },
    )
  })

  it('accepts no more than JSON.parse does where one sign of a good body is changed', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'é', '"', '\\', '/', '\n', '\t', '😀', '\u0001', 'u'),
      maxLength: 9,
    })
    const row = fc.record(
      { a: text, 'b"': text, c: fc.oneof(text, fc.integer(), fc.constant(null)) },
      { requiredKeys: ['a'] },
    )
    const rows = fc.array(row, { minLength: 1, maxLength: 6 })
    const change = fc.constantFrom('', '"', '\\', ',', '{', '}', '[', ']', ' ', 'x', '0', '\n')
    fc.assert(
      fc.property(rows, fc.nat(), change, fc.boolean(), (objects, place, sign, isInserted) => {
        const good = JSON.stringify(objects)
        expect(scanJsonRows(Buffer.from(good)).rowCount).toBe(objects.length)
        const at = place % good.length
        const changed = good.slice(0, at) + sign + good.slice(isInserted ? at : at + 1)
        // A half of a surrogate pair is no UTF-8: as bytes it becomes a replacement character.
        expect(isAccepted(Buffer.from(changed))).toBe(isFlat(Buffer.from(changed).toString()))
      }),
      { numRuns: 3_000 },
    )
  })

  it('finds the same while a body still arrives, in pieces of any size, as it does in the whole', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'é', '"', '\\', '\n', '😀'), maxLength: 40 })
    const row = fc.record({ a: text, b: text, c: fc.oneof(text, fc.integer()) }, { requiredKeys: ['a'] })
    const pieces = fc.array(fc.integer({ min: 1, max: 9_000 }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(fc.array(row, { minLength: 150, maxLength: 400 }), pieces, fc.boolean(), (rows, sizes, isCut) => {
        const sent = Buffer.from(JSON.stringify(rows).slice(0, isCut ? -1 : undefined))
        // Memory of an earlier upload lies where nothing has arrived yet.
        const scan = scanInPieces(sent, Buffer.from('"},{]'), sizes)
        if (isCut) expect(() => scan.finish()).toThrow(UnreadableRows)
        else expect(scan.finish()).toEqual(scanJsonRows(sent))
      }),
      { numRuns: 200 },
    )
  })

  it('is not misled by what an earlier body of the same lengths left behind a cell that has only partly arrived', () => {
    const pieces = fc.array(fc.integer({ min: 500, max: 20_000 }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 30_000 }), { minLength: 2, maxLength: 6 }),
        pieces,
        (lengths, sizes) => {
          const rowsWith = (name: string) =>
            Buffer.from(JSON.stringify(lengths.map((length) => ({ a: 'x'.repeat(length), [name]: '1' }))))
          const scan = scanInPieces(rowsWith('new'), rowsWith('old'), sizes)
          expect(scan.finish()).toEqual({ names: ['a', 'new'], rowCount: lengths.length })
        },
      ),
      { numRuns: 200 },
    )
  })

  it('knows a row with as many and as long keys as there may be', () => {
    const keys = Array.from({ length: 400 }, (_, at) => `${at}`.repeat(1 + (at % 90)))
    const row = Object.fromEntries(keys.map((key) => [key, 'é\\"\u0001'.repeat(key.length % 17)]))
    const sent = Buffer.from(JSON.stringify([row, row, row]))
    expect(scanInPieces(sent, sent, [40_000]).finish()).toEqual(scanJsonRows(sent))
    expect(scanJsonRows(sent)).toEqual({ names: Object.keys(row), rowCount: 3 })
  })

  /** Copies a body piece by piece into a kernel's memory, in which something lies already, and scans what has arrived. */
  function scanInPieces(sent: Buffer, earlier: Buffer, sizes: readonly number[]) {
    const kernel = createJsonKernel(sent.length)
    kernel.bytes.fill(earlier)
    const scan = createJsonScan(kernel.bytes, kernel)
    for (let at = 0, turn = 0; at < sent.length; turn++) {
      const size = sizes[turn % sizes.length] ?? 1
      sent.copy(kernel.bytes, at, at, at + size)
      at = Math.min(sent.length, at + size)
      scan.advance(at)
    }
    return scan
  }

  const kernel = createJsonKernel(20_000)

  /** Whether rows are accepted, by either way to read them. */
  function isAccepted(bytes: Buffer): boolean {
    bytes.copy(kernel.bytes)
    const inKernel = kernel.bytes.subarray(0, bytes.length)
    const [plain, fast] = [() => scanJsonRows(bytes), () => createJsonScan(inKernel, kernel).finish()].map((read) => {
      try {
        return read()
      } catch (error) {
        expect(error).toBeInstanceOf(UnreadableRows)
        return undefined
      }
    })
    expect(fast).toEqual(plain)
    return plain !== undefined
  }

  function isFlat(text: string): boolean {
    try {
      const value: unknown = JSON.parse(text)
      const isRow = (row: unknown) => typeof row === 'object' && row !== null && !Array.isArray(row)
      const isCell = (one: unknown) => typeof one !== 'object' || one === null
      return Array.isArray(value) && value.every((row) => isRow(row) && Object.values(row).every(isCell))
    } catch {
      return false
    }
  }

  it('keeps numbers as they were written and keys that objects have anyway', () => {
    const bytes = Buffer.from('[{"id":12345678901234567890,"__proto__":"p","constructor":1.50}]')
    expect(scanJsonRows(bytes).names).toEqual(['id', '__proto__', 'constructor'])
    expect([...readJsonRows(bytes)]).toEqual([['12345678901234567890', 'p', '1.50']])
  })

  it('leaves out what a row lacks, also where rows name their keys in another order', () => {
    const bytes = Buffer.from('[{"a":"1","b":"2"},{"b":"3"},{"b":"4","a":"5","c":"6"}]')
    expect([...readJsonRows(bytes)]).toEqual([
      ['1', '2'],
      [undefined, '3'],
      ['5', '4', '6'],
    ])
  })
})
