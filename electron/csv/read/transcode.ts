/** Something in the bytes that is no text: where in the file, and where in the decoded bytes it happened. */
export interface ByteFault {
  readonly kind: 'bad-encoding' | 'nul-byte' | 'cut-character'
  /** Offset in the file. */
  readonly byte: number
  /** Address of the decoded byte it stands before. */
  readonly at: number
}

export type OnFault = (fault: ByteFault) => void

/** Stands for a character that is lost. */
const LOST = 0xfffd

/** Writes one character as UTF-8; returns where the next goes. */
function putCharacter(out: Uint8Array, at: number, code: number): number {
  if (code < 0x80) {
    out[at] = code
    return at + 1
  }
  if (code < 0x800) {
    out[at] = 0xc0 | (code >> 6)
    out[at + 1] = 0x80 | (code & 63)
    return at + 2
  }
  if (code < 0x10000) {
    out[at] = 0xe0 | (code >> 12)
    out[at + 1] = 0x80 | ((code >> 6) & 63)
    out[at + 2] = 0x80 | (code & 63)
    return at + 3
  }
  out[at] = 0xf0 | (code >> 18)
  out[at + 1] = 0x80 | ((code >> 12) & 63)
  out[at + 2] = 0x80 | ((code >> 6) & 63)
  out[at + 3] = 0x80 | (code & 63)
  return at + 4
}

/** Turns encoded bytes into UTF-8, block by block. */
export interface Transcoder {
  /** Writes `input` decoded to `out` at `at`; returns where it ended. `offset`: where `input` begins in the file. */
  write(input: Uint8Array, offset: number, out: Uint8Array, at: number): number
  /** Told after the last block: reports a character that was cut. */
  end(offset: number, at: number): void
}

/** One byte a character. `table`: the code points of bytes 0x80 to 0xff, 0 where the encoding has none: a fault. */
export function createSingleByte(table: readonly number[], onFault: OnFault): Transcoder {
  return {
    write(input, offset, out, start) {
      let at = start
      for (let i = 0; i < input.length; i++) {
        const byte = input[i] ?? 0
        const code = byte < 0x80 ? byte : (table[byte - 0x80] ?? 0)
        if (code === 0) onFault({ kind: byte === 0 ? 'nul-byte' : 'bad-encoding', byte: offset + i, at })
        at = byte < 0x80 ? putAscii(out, at, byte) : putCharacter(out, at, code || LOST)
      }
      return at
    },
    end: () => {},
  }
}

function putAscii(out: Uint8Array, at: number, byte: number): number {
  out[at] = byte
  return at + 1
}

/**
 * One or more bytes a character, by Node's decoder. Where a character is lost, the offset told is that of the block it
 * stands in.
 */
export function createMultiByte(decoder: TextDecoder, onFault: OnFault): Transcoder {
  const encoder = new TextEncoder()
  const noteFaults = (bytes: Uint8Array, offset: number, start: number) => {
    for (let i = bytes.indexOf(0); i !== -1; i = bytes.indexOf(0, i + 1))
      onFault({ kind: 'nul-byte', byte: offset, at: start + i })
    for (let i = bytes.indexOf(0xef); i !== -1; i = bytes.indexOf(0xef, i + 1)) {
      if (bytes[i + 1] === 0xbf && bytes[i + 2] === 0xbd) onFault({ kind: 'bad-encoding', byte: offset, at: start + i })
    }
  }
  return {
    write(input, offset, out, start) {
      const bytes = encoder.encode(decoder.decode(input, { stream: true }))
      noteFaults(bytes, offset, start)
      out.set(bytes, start)
      return start + bytes.length
    },
    end(offset, at) {
      if (decoder.decode() !== '') onFault({ kind: 'cut-character', byte: offset - 1, at })
    },
  }
}

/** UTF-16, with units and surrogate pairs that straddle blocks. A lone surrogate is a fault, never replaced silently. */
export function createUtf16(bigEndian: boolean, onFault: OnFault): Transcoder {
  let half = -1
  let lead = 0
  function putUnit(out: Uint8Array, at: number, unit: number, byte: number): number {
    if (lead !== 0) {
      const high = lead
      lead = 0
      if (unit >= 0xdc00 && unit < 0xe000)
        return putCharacter(out, at, 0x10000 + ((high - 0xd800) << 10) + (unit - 0xdc00))
      onFault({ kind: 'bad-encoding', byte: byte - 2, at })
    }
    if (unit >= 0xd800 && unit < 0xdc00) {
      lead = unit
      return at
    }
    if (unit >= 0xdc00 && unit < 0xe000) onFault({ kind: 'bad-encoding', byte, at })
    if (unit === 0) onFault({ kind: 'nul-byte', byte, at })
    return putCharacter(out, at, unit)
  }
  return {
    write(input, offset, out, start) {
      let at = start
      for (let i = 0; i < input.length; i++) {
        const byte = input[i] ?? 0
        if (half < 0) {
          half = byte
          continue
        }
        const unit = bigEndian ? (half << 8) | byte : (byte << 8) | half
        half = -1
        at = putUnit(out, at, unit, offset + i - 1)
      }
      return at
    },
    end(offset, at) {
      if (half >= 0) onFault({ kind: 'cut-character', byte: offset - 1, at })
      else if (lead !== 0) onFault({ kind: 'cut-character', byte: offset - 2, at })
    },
  }
}
