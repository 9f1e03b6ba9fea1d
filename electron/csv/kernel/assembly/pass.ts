// Finds records that can be handed on as they stand in the file.

import { RECORD_BYTES } from './record-layout'
import { recordsAt } from './tables'

/**
 * The first record of [from, to) that does not follow its forerunner byte by byte, has one of `held`'s flags, ends its line
 * otherwise than `lineEnd` bytes up to a line feed, or brings the run to more than `room` bytes.
 */
export function runEnd(from: u32, to: u32, held: u32, lineEnd: u32, room: u32): u32 {
  const start = load<u32>(recordsAt + from * RECORD_BYTES)
  let end = start
  for (let record = from; record < to; record++) {
    const at = recordsAt + record * RECORD_BYTES
    const after = load<u32>(at, 8)
    if (load<u32>(at) != end || (load<u32>(at, 20) & held) != 0) return record
    if (after - load<u32>(at, 4) != lineEnd || load<u8>(after - 1) != 0x0a || after - start > room) return record
    end = after
  }
  return to
}
