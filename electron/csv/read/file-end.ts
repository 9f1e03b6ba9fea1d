import { isAscii } from 'node:buffer'
import type { Encoding } from '../../../shared/csv/csv.ts'
import { BLOCK_BYTES } from '../limits.ts'
import type { RawBytes } from './raw-bytes.ts'

const LF = 0x0a
const CR = 0x0d
const CTRL_Z = 0x1a
/** More line ends than these do not follow a closing mark. */
const END_BYTES = 64

/** All bytes from `from` to `to`, which are few. */
function readRange(raw: RawBytes, from: number, to: number): Uint8Array {
  const bytes = new Uint8Array(to - from)
  let filled = 0
  while (filled < bytes.length) {
    const count = raw.read(bytes.subarray(filled), from + filled)
    if (count === 0) break
    filled += count
  }
  return bytes.subarray(0, filled)
}

/**
 * How many bytes the closing mark of a file takes: Ctrl-Z, once or several times, and the line ends behind it. 0 when
 * it has none.
 */
export function closingMarkBytes(raw: RawBytes, encoding: Encoding): number {
  const unit = encoding.startsWith('utf-16') ? 2 : 1
  if (raw.size % unit !== 0) return 0
  const bytes = readRange(raw, Math.max(0, raw.size - END_BYTES), raw.size)
  const low = encoding === 'utf-16be' ? 1 : 0
  let length = 0
  for (let at = bytes.length - unit; at >= 0; at -= unit) {
    const byte = bytes[at + low]
    const isOfMark = byte === CTRL_Z || byte === LF || byte === CR
    if (!isOfMark || (unit === 2 && bytes[at + 1 - low] !== 0)) break
    if (byte === CTRL_Z) length = bytes.length - at
  }
  return length
}

/** Whether everything before `end` is ASCII. Reads the file again up to there, or to the first byte that is not. */
export function isAsciiUpTo(raw: RawBytes, end: number): boolean {
  const block = new Uint8Array(BLOCK_BYTES)
  for (let at = 0; at < end; ) {
    const count = raw.read(block.subarray(0, Math.min(block.length, end - at)), at)
    if (count === 0 || !isAscii(block.subarray(0, count))) return false
    at += count
  }
  return true
}
