import type { Reading } from '../../../shared/csv/csv.ts'
import type { RawBytes } from './raw-bytes.ts'
import type { ByteFault } from './transcode.ts'

/** Around each fault so much is read: enough text to tell its encoding by. */
const BEFORE = 4 * 1024
const AFTER = 60 * 1024
const WORD_BYTES = 60
const LF = 0x0a
const CR = 0x0d

function readAt(raw: RawBytes, from: number, to: number): Uint8Array {
  const bytes = new Uint8Array(Math.max(0, Math.min(raw.size, to) - from))
  return bytes.subarray(0, raw.read(bytes, from))
}

/** The lines around the faults, whole ones as far as they go. */
export function bytesAround(raw: RawBytes, faults: readonly ByteFault[]): Uint8Array {
  let read = 0
  const pieces = faults.flatMap(({ byte }): Uint8Array[] => {
    const from = Math.max(0, byte - BEFORE)
    if (byte < read) return []
    read = from + BEFORE + AFTER
    const bytes = readAt(raw, from, read)
    const start = from === 0 ? 0 : Math.max(0, bytes.indexOf(LF), bytes.indexOf(CR)) + 1
    const end = read >= raw.size ? bytes.length : Math.max(bytes.lastIndexOf(LF), bytes.lastIndexOf(CR))
    return end > start ? [bytes.subarray(start, end), Uint8Array.of(LF)] : [bytes]
  })
  return Buffer.concat(pieces)
}

/** The cell a bad byte stands in, as far as it is near, with a mark for each bad byte: what is looked for in the file. */
export function wordAt(raw: RawBytes, byte: number, { encoding, delimiter }: Reading): { readonly value?: string } {
  if (encoding !== 'utf-8') return {}
  const from = Math.max(0, byte - WORD_BYTES)
  const bytes = readAt(raw, from, byte + WORD_BYTES)
  const ends = new Set([LF, CR, delimiter.charCodeAt(0), 0x22])
  let start = Math.min(byte - from, bytes.length)
  let end = start
  while (start > 0 && !ends.has(bytes[start - 1] ?? LF)) start -= 1
  while (end < bytes.length && !ends.has(bytes[end] ?? LF)) end += 1
  const value = new TextDecoder('utf-8').decode(bytes.subarray(start, end)).trim()
  return value === '' ? {} : { value }
}
