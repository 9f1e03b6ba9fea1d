// How records and their cells stand in the tables, and the marks they can bear.

export const SHORT: u32 = 1
export const LONG: u32 = 2
export const STRAY_QUOTE: u32 = 4
export const TEXT_AFTER_QUOTE: u32 = 8
export const CONTROL: u32 = 16
export const HUGE: u32 = 32
export const BACKSLASH: u32 = 256
export const LONE_CR: u32 = 512
export const NOTHING: u32 = 1024
export const UNCLOSED: u32 = 2048
// 4096, 16384 and 65536 are set by electron/csv/check/row-rules.ts, 8192 by identifiers.ts.
/** Blank cells at its end are more or fewer than the header's, which `setTail` allows. */
export const UNEVEN_TAIL: u32 = 32768

/** A record: where it starts, ends, and where its line end ends, then its line, its number of cells and its marks. */
export const RECORD_BYTES: u32 = 32

/** High bits of a cell's end: it stood in quotes; it holds doubled quotes. */
export const CELL_QUOTED: u32 = 0x80000000
export const CELL_ESCAPED: u32 = 0x40000000
export const CELL_END: u32 = 0x3fffffff
