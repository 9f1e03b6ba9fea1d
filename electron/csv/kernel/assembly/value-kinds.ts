// The ways in which a value may not fit its field: kinds of a column's figures, beside those of shapes.ts.

/** No value of the field's type at all, or a day that does not exist. */
export const NOT_FIT: u32 = 17
/** 31/12/2026 */
export const DAY_FIRST: u32 = 18
/** 03/02/2026 */
export const DAY_OR_MONTH: u32 = 19
/** 01/02/03 */
export const SHORT_YEAR: u32 = 20
/** A fraction of a second of up to three digits. */
export const MILLISECONDS: u32 = 21
export const LONG_FRACTION: u32 = 22
export const ZONED: u32 = 23
/** Mar 2, 2026 */
export const MONTH_NAME: u32 = 24
export const FAR_YEAR: u32 = 25
/** A number with commas; a word for true or false that is neither of them. */
export const UNSURE: u32 = 26
/** Too many characters, or digits before the decimal point. */
export const TOO_LONG: u32 = 27
/** More decimals than are kept. */
export const DECIMALS: u32 = 28
/** 007 */
export const ZEROS: u32 = 29
/** Longer than the column's own limit. */
export const OVER_LIMIT: u32 = 30
/** Less than zero, or with decimals, where only whole numbers may be taken: no field is both text and number. */
export const NOT_WHOLE: u32 = 30
/** 1.234,56 or $5 */
export const NUMBER_FORM: u32 = 31
