import fc from 'fast-check'

const HIGHEST = 0x10ffff

/** A code point of any kind but half a pair, which UTF-8 cannot hold; plain letters often, so that texts also look like texts. */
const codePoint = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0x20, max: 0x7e }) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 0x2ff }) },
  { weight: 2, arbitrary: fc.oneof(fc.integer({ min: 0, max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0xffff })) },
  { weight: 1, arbitrary: fc.integer({ min: 0x10000, max: HIGHEST }) },
)

/**
 * Any text that a file can hold. fast-check has the same as `unit: 'binary'`, whose table takes seconds to make in each
 * test file.
 *
 * @param lengths in code points; at most 10 unless said otherwise.
 */
export function anyText(
  lengths: { readonly minLength?: number; readonly maxLength?: number } = {},
): fc.Arbitrary<string> {
  const { minLength = 0, maxLength = Math.max(minLength, 10) } = lengths
  return fc.array(codePoint, { minLength, maxLength }).map((points) => String.fromCodePoint(...points))
}
