/**
 * A longer row (bytes of UTF-8, its line end not counted) is held back: Eloqua's longest fields take 32,000
 * characters and a definition at most 100 of them, so such a row is damage, and with this bound memory stays flat.
 */
export const MAX_ROW_BYTES = 4_000_000

/** Eloqua's limits for a definition: 100 fields, names of up to 100 characters. */
export const MAX_COLUMNS = 100
export const MAX_HEADER_LENGTH = 100

/** Of a header with more columns only so many are looked at: it is refused anyway. */
export const MOST_COLUMNS = 256
/** Of a longer column name only so many characters are kept: it is refused anyway. */
export const MOST_NAME_CHARACTERS = 1000

/** Bytes read from the file at a time: small enough for its rows and their cells to stay in the processor's cache. */
export const BLOCK_BYTES = 256 * 1024

/** What the first look reads. */
export const FIRST_LOOK_BYTES = 1024 * 1024
