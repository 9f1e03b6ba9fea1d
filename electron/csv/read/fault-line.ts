import { countOf, type Kernel } from '../kernel/kernel.ts'

const LF = 0x0a
const CR = 0x0d
const QUOTE = 0x22
const UNQUOTED = 0
const QUOTED = 1
const CLOSED = 2

/**
 * The line of the byte at `at`, in text that ends at `end` and that the kernel has not scanned yet: goes on from where
 * it stands, by its rules of what ends a line (assembly/unfinished-record.ts). Slow, for the few faults that are shown.
 */
export function lineOfUnscanned({ call, bytes }: Kernel, at: number, end: number): number {
  const delimiter = countOf(call.delimiter)
  let line = countOf(call.line)
  let state = countOf(call.state)
  let cellStart = countOf(call.cellStart)
  let closedAt = countOf(call.closedAt)
  const isCrText = countOf(call.crEnds) === 0
  let endsOfLf = countOf(call.endsLf) + countOf(call.endsCrlf)
  let endsOfCr = countOf(call.endsCr)
  for (let i = countOf(call.pos); i < at; i++) {
    const byte = bytes[i]
    const isCr = byte === CR && !(i + 1 < end && bytes[i + 1] === LF)
    if (byte === LF || isCr) {
      // A carriage return among line feeds ends nothing.
      if (state !== QUOTED && isCr && isCrText && endsOfLf !== 0 && endsOfCr === 0) continue
      line += 1
      if (state === QUOTED) continue
      state = UNQUOTED
      cellStart = i + 1
      if (isCr) endsOfCr += 1
      else endsOfLf += 1
    } else if (byte === delimiter && state !== QUOTED) {
      state = UNQUOTED
      cellStart = i + 1
    } else if (byte === QUOTE) {
      if (state === QUOTED) {
        state = CLOSED
        closedAt = i
      } else if (state === CLOSED ? i === closedAt + 1 : i === cellStart) state = QUOTED
    }
  }
  return line
}
