import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Kernel } from '../kernel/kernel.ts'
import { COMMAS } from '../testing/csv-files.ts'
import { ByteSource } from './byte-source.ts'
import { rawBytes } from './raw-file.ts'

/** What the kernel finds in these bytes, handed over in pieces of `piece` bytes. */
function findFaults(bytes: Uint8Array, piece = 1 << 18): { kind: string; byte: number }[] {
  const kernel = new Kernel()
  const whole = rawBytes(bytes)
  const raw = { size: whole.size, read: (into: Uint8Array, at: number) => whole.read(into.subarray(0, piece), at) }
  const source = new ByteSource(raw, kernel, COMMAS)
  const at = kernel.allocate(1 << 19)
  while (!source.isDone) source.fill(at)
  return source.faults.map(({ kind, byte }) => ({ kind, byte }))
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

/** Bytes that are UTF-8 here and there: sequences whole, cut, overlong, surrogate, out of range, and long runs of ASCII. */
const PIECE = fc.oneof(
  fc
    .constantFrom('a', 'é', '東', '😀', 'x'.repeat(63), 'y'.repeat(130), '€'.repeat(30))
    .map((text) => [...Buffer.from(text)]),
  fc.constantFrom(
    [0x80],
    [0xc0, 0xaf],
    [0xc3],
    [0xe0, 0x80, 0x80],
    [0xed, 0xa0, 0x80],
    [0xf4, 0x90, 0x80, 0x80],
    [0xf0, 0x9f],
  ),
  fc.array(fc.integer({ min: 1, max: 255 }), { maxLength: 4 }),
)

describe('the search for bytes that are not UTF-8', () => {
  it('agrees with the strict decoder about every text', () => {
    fc.assert(
      fc.property(fc.array(PIECE, { maxLength: 20 }), fc.integer({ min: 1, max: 100 }), (pieces, piece) => {
        const bytes = Uint8Array.from(pieces.flat())
        const faults = findFaults(bytes, piece)
        expect(faults.length === 0).toBe(isUtf8(bytes))
        const [first] = faults
        // Up to the first fault all is sound, and with one more byte nothing can mend it.
        if (first) expect(isUtf8(bytes.subarray(0, first.byte))).toBe(true)
        expect(findFaults(bytes)).toEqual(faults)
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    ['an overlong slash', [0xc0, 0xaf], 'bad-encoding'],
    ['a surrogate', [0xed, 0xa0, 0x80], 'bad-encoding'],
    ['a byte of Windows-1252', [0xe9, 0x20], 'bad-encoding'],
    ['a NUL', [0x00], 'nul-byte'],
    ['a cut character', [0xe6, 0x9d], 'cut-character'],
  ])('names the offset of %s', (_, bad, kind) => {
    for (const before of [0, 1, 15, 62, 63, 64, 65, 200]) {
      const bytes = Uint8Array.from([...Buffer.from('a'.repeat(before)), ...bad])
      expect(findFaults(bytes)[0]).toEqual({ kind, byte: before })
    }
  })
})
