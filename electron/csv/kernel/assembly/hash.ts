// 64-bit hashes of cells: good enough to tell millions of them apart.

function finishHash(hash: u64): u64 {
  hash ^= hash >> 33
  hash *= 0xff51afd7ed558ccd
  hash ^= hash >> 33
  hash *= 0xc4ceb9fe1a85ec53
  return hash ^ (hash >> 33)
}

/** Set by `hashCell`: whether bytes above ASCII occurred, and an `@`. */
export let sawHigh: bool = false
export let sawAt: bool = false

// @ts-ignore: decorator
@inline
function maskFor(length: u32): v128 {
  return v128.load(memory.data<u8>([
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  ]) + 16 - length)
}

/** What `hashCell` gives for cells of 1 to 16 bytes that keep their case. */
// @ts-ignore: decorator
@inline
export function hashShort(at: u32, length: u32): u64 {
  const bytes = v128.and(v128.load(at), maskFor(length))
  sawHigh = i8x16.bitmask(bytes) != 0
  sawAt = v128.any_true(i8x16.eq(bytes, i8x16.splat(0x40)))
  let left64: u64 = (<u64>0x9e3779b97f4a7c15 ^ length ^ i64x2.extract_lane(bytes, 0)) * 0x9fb21c651e98df25
  left64 ^= left64 >> 32
  let right64: u64 = (<u64>0xc2b2ae3d27d4eb4f ^ i64x2.extract_lane(bytes, 1)) * 0xd6e8feb86659fd93
  right64 ^= right64 >> 29
  return finishHash(left64 + rotl<u64>(right64, 23))
}

/** A 64-bit hash of [at, at + length); ASCII letters fold to one case when `fold`. */
export function hashCell(at: u32, length: u32, fold: bool): u64 {
  // Two halves that do not wait for each other.
  let left64: u64 = 0x9e3779b97f4a7c15 ^ length
  let right64: u64 = 0xc2b2ae3d27d4eb4f
  let high = i8x16.splat(0)
  let ats = i8x16.splat(0)
  const end = at + length
  for (let p = at; p < end; p += 16) {
    let bytes = v128.load(p)
    const left = end - p
    if (left < 16) bytes = v128.and(bytes, maskFor(left))
    high = v128.or(high, bytes)
    ats = v128.or(ats, i8x16.eq(bytes, i8x16.splat(0x40)))
    if (fold) {
      const isUpper = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(0x41)), i8x16.splat(26))
      bytes = v128.or(bytes, v128.and(isUpper, i8x16.splat(0x20)))
    }
    left64 = (left64 ^ i64x2.extract_lane(bytes, 0)) * 0x9fb21c651e98df25
    left64 ^= left64 >> 32
    right64 = (right64 ^ i64x2.extract_lane(bytes, 1)) * 0xd6e8feb86659fd93
    right64 ^= right64 >> 29
  }
  sawHigh = i8x16.bitmask(high) != 0
  sawAt = v128.any_true(ats)
  return finishHash(left64 + rotl<u64>(right64, 23))
}
