// Writes records as a JSON array's objects or as CSV lines: bytes to bytes, cell texts unchanged.

import { CELL_END, CELL_ESCAPED, CELL_QUOTED, RECORD_BYTES } from './record-layout'
import { cellsAt, recordsAt, stride } from './tables'

/** Where the next byte goes. */
export let outAt: u32 = 0
/** Segments of a row: address and length of fixed bytes, then the column whose cell follows (-1: none). 12 bytes each. */
let segmentsAt: u32 = 0
let segmentCount: u32 = 0

export function setSegments(at: u32, count: u32): void {
  segmentsAt = at
  segmentCount = count
}

export function setOut(at: u32): void {
  outAt = at
}

// @ts-ignore: decorator
@inline
function copy(from: u32, length: u32): void {
  if (length > 64) {
    memory.copy(outAt, from, length)
  } else {
    // Copies whole vectors: what spills over is written over next.
    for (let i: u32 = 0; i < length; i += 16) v128.store(outAt + i, v128.load(from + i))
  }
  outAt += length
}

function escapeJson(byte: u32): void {
  let short: u32 = 0
  if (byte == 0x22 || byte == 0x5c) short = byte
  else if (byte == 0x0a) short = 0x6e
  else if (byte == 0x0d) short = 0x72
  else if (byte == 0x09) short = 0x74
  store<u8>(outAt, 0x5c)
  if (short != 0) {
    store<u8>(outAt, short, 1)
    outAt += 2
    return
  }
  const low = byte & 15
  store<u8>(outAt, 0x75, 1)
  store<u8>(outAt, 0x30, 2)
  store<u8>(outAt, 0x30, 3)
  store<u8>(outAt, 0x30 + (byte >> 4), 4)
  store<u8>(outAt, low < 10 ? 0x30 + low : 0x57 + low, 5)
  outAt += 6
}

function writeJsonCell(at: u32, end: u32, escaped: bool): void {
  while (at < end) {
    const bytes = v128.load(at)
    v128.store(outAt, bytes)
    let mask = i8x16.bitmask(
      v128.or(
        v128.or(i8x16.eq(bytes, i8x16.splat(0x22)), i8x16.eq(bytes, i8x16.splat(0x5c))),
        i8x16.lt_u(bytes, i8x16.splat(0x20)),
      ),
    )
    const left = end - at
    if (left < 16) mask &= (1 << left) - 1
    if (mask == 0) {
      const step = min<u32>(left, 16)
      at += step
      outAt += step
      continue
    }
    const clean = <u32>ctz(mask)
    at += clean
    outAt += clean
    const byte: u32 = load<u8>(at)
    escapeJson(byte)
    at += byte == 0x22 && escaped ? 2 : 1
  }
}

function writeCsvCell(start: u32, stop: u32): void {
  const end = stop & CELL_END
  if (stop & CELL_QUOTED) {
    copy(start - 1, end - start + 2)
    return
  }
  const began = outAt
  for (let at = start; at < end; at += 16) {
    const bytes = v128.load(at)
    v128.store(outAt, bytes)
    let mask = i8x16.bitmask(
      v128.or(
        v128.or(i8x16.eq(bytes, i8x16.splat(0x22)), i8x16.eq(bytes, i8x16.splat(0x2c))),
        v128.or(i8x16.eq(bytes, i8x16.splat(0x0a)), i8x16.eq(bytes, i8x16.splat(0x0d))),
      ),
    )
    const left = end - at
    if (left < 16) mask &= (1 << left) - 1
    if (mask != 0) {
      outAt = began
      quoteCsvCell(start, end)
      return
    }
    outAt += min<u32>(left, 16)
  }
}

function quoteCsvCell(at: u32, end: u32): void {
  store<u8>(outAt, 0x22)
  outAt += 1
  for (; at < end; at++) {
    const byte = load<u8>(at)
    store<u8>(outAt, byte)
    outAt += 1
    if (byte == 0x22) {
      store<u8>(outAt, byte)
      outAt += 1
    }
  }
  store<u8>(outAt, 0x22)
  outAt += 1
}

function writeRecord(record: u32, isJson: u32): void {
  for (let i: u32 = 0; i < segmentCount; i++) {
    const segment = segmentsAt + i * 12
    copy(load<u32>(segment), load<u32>(segment, 4))
    const column = load<i32>(segment, 8)
    if (column < 0) continue
    const cell = cellsAt + (record * stride + <u32>column) * 8
    const start = load<u32>(cell)
    const stop = load<u32>(cell, 4)
    if (isJson != 0) writeJsonCell(start, stop & CELL_END, (stop & CELL_ESCAPED) != 0)
    else writeCsvCell(start, stop)
  }
}

/** Whether the line at `line` is only a line end, LF or CRLF: any other text of a lone cell that holds one has quotes. */
function isBlankLine(line: u32): bool {
  const first: u32 = load<u8>(line)
  return first == 0x0a || first == 0x0d
}

/** A lone empty cell would be a blank line, which is no row: it gets quotes. */
function quoteLoneCell(line: u32): void {
  const lineEnd = load<u16>(line)
  store<u16>(line, 0x2222)
  store<u16>(line, lineEnd, 2)
  outAt += 2
}

/**
 * Writes records from `from` up to `to`, skipping those with one of `skip`'s flags, to [outAt, limit). A record that
 * does not fit is taken back. Stops early once `soft` is passed. Returns the record to go on with.
 */
export function writeRecords(from: u32, to: u32, skip: u32, isJson: u32, limit: u32, soft: u32, isFirst: u32): u32 {
  written = 0
  full = 0
  for (let record = from; record < to; record++) {
    if (load<u32>(recordsAt + record * RECORD_BYTES, 20) & skip) continue
    const before = outAt
    if (isJson != 0 && isFirst == 0) {
      store<u8>(outAt, 0x2c)
      outAt += 1
    }
    writeRecord(record, isJson)
    if (isJson == 0 && isBlankLine(before)) quoteLoneCell(before)
    if (outAt > limit) {
      outAt = before
      full = 1
      return record
    }
    if (written == 0) firstWritten = record
    lastWritten = record
    written += 1
    isFirst = 0
    if (outAt >= soft) return record + 1
  }
  return to
}

/** How many records the last call wrote, the first and last of them, and whether it stopped for want of room. */
export let written: u32 = 0
export let firstWritten: u32 = 0
export let lastWritten: u32 = 0
export let full: u32 = 0
