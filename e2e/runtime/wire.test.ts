import { deserialize, serialize } from 'node:v8'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeMessage, ENCODE_SOURCE, encodeMessage } from './wire.ts'

const cloneable = fc.anything({
  withBigInt: true,
  withDate: true,
  withSparseArray: false,
  withNullPrototype: false,
  withTypedArray: false,
  withMap: false,
  withSet: false,
})

describe('encodeMessage and decodeMessage', () => {
  it('carry every value as structured clone does', () => {
    fc.assert(
      fc.property(cloneable, (value) => {
        expect(decodeMessage(encodeMessage(value))).toStrictEqual(deserialize(serialize(value)))
      }),
    )
  })

  it('carry bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const carried = decodeMessage(encodeMessage({ bytes })) as { bytes: Uint8Array }
        expect([...carried.bytes]).toEqual([...bytes])
      }),
    )
  })

  it('keep a key that looks like one of its own tags', () => {
    const value = { $: 'undefined', v: [{ $: 'date', v: 0 }] }
    expect(decodeMessage(encodeMessage(value))).toEqual(value)
  })

  it('write plain data as plain JSON, which is what makes big pages quick', () => {
    expect(encodeMessage({ rows: [['a', '1']] })).toBe('p{"rows":[["a","1"]]}')
  })

  it.each([
    ['a function', { run: () => 1 }],
    ['a symbol', [Symbol('s')]],
    ['a map', new Map([[1, 2]])],
  ])('refuse %s', (_name, value) => {
    expect(() => encodeMessage(value)).toThrow(/clone|cannot pass/)
  })

  it('refuse an object that holds itself', () => {
    const loop: { self?: unknown } = {}
    loop.self = loop
    expect(() => encodeMessage(loop)).toThrow('holds itself')
  })

  it('also work from their source alone, as they run in the page', () => {
    const foreign = new Function(`return [${ENCODE_SOURCE}, ${decodeMessage.toString()}]`)() as [
      typeof encodeMessage,
      typeof decodeMessage,
    ]
    expect(foreign[1](foreign[0]({ a: undefined, b: [Number.NaN] }))).toEqual({ a: undefined, b: [Number.NaN] })
  })
})
