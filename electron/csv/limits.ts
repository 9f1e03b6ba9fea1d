/**
 * A longer row (bytes of UTF-8, its line end not counted) is held back: Eloqua's longest fields take 32,000
 * characters and a definition at most 100 of them, so such a row is damage, and with this bound memory stays flat.
 */
export const MAX_ROW_BYTES = 4_000_000

/** Eloqua's limit for names. */
export const MAX_HEADER_LENGTH = 100

/** A header with more columns is refused, and only so many are looked at. Which 100 of them are sent the mapping says. */
export const MOST_COLUMNS = 1000
/** Of a longer column name only so many characters are kept: it is refused anyway. */
export const MOST_NAME_CHARACTERS = 1000

/** Bytes read from the file at a time: small enough for its rows and their cells to stay in the processor's cache. */
export const BLOCK_BYTES = 256 * 1024

/** What the first look reads. */
export const FIRST_LOOK_BYTES = 1024 * 1024
