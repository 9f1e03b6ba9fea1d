// A set of 64-bit hashes: open addressing, 8 bytes a slot, 0 is an empty slot.

/** Adds `hash`; true when it was not there. `mask` is the number of slots less one; the caller leaves slots free. */
export function addToSet(set: u32, mask: u32, hash: u64): bool {
  if (hash == 0) hash = 1
  let slot = <u32>(hash >> 20) & mask
  while (true) {
    const at = set + slot * 8
    const held = load<u64>(at)
    if (held == hash) return false
    if (held == 0) {
      store<u64>(at, hash)
      return true
    }
    slot = (slot + 1) & mask
  }
}

/** Moves all hashes into an emptied, bigger set. */
export function copySet(from: u32, fromMask: u32, to: u32, toMask: u32): void {
  for (let slot: u32 = 0; slot <= fromMask; slot++) {
    const hash = load<u64>(from + slot * 8)
    if (hash != 0) addToSet(to, toMask, hash)
  }
}
