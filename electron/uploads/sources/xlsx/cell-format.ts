import { format, getFormatDateInfo, getFormatFromId, isDateFormat } from 'numfmt'

/** How a cell shows its number. */
export type CellFormat =
  | { readonly kind: 'general' }
  /** Excel takes the currency from the computer that opens the file. */
  | { readonly kind: 'local-currency' }
  | { readonly kind: 'date'; readonly hasDay: boolean; readonly hasTime: boolean; readonly pattern: string }
  | { readonly kind: 'digits'; readonly width: number }
  | { readonly kind: 'pattern'; readonly pattern: string }

/** What cannot be known of a shown number: how Excel would show it, or the day that is meant. */
export type FormatDoubt = 'format' | 'date' | 'rounded'

export interface ShownNumber {
  readonly text: string
  readonly doubt?: FormatDoubt
}

export const GENERAL: CellFormat = { kind: 'general' }
const LOCAL_CURRENCY = new Set([5, 6, 7, 8, 42, 44])
/** Dates of East Asian editions, whose own forms are no matter: a date goes out in ISO form. */
const isEastAsianDate = (id: number) => (id >= 27 && id <= 36) || (id >= 50 && id <= 58)

/** The format of a number's id in the workbook; `code` where the workbook defines it itself. */
export function cellFormat(id: number, code: string | undefined): CellFormat {
  if (code === undefined && LOCAL_CURRENCY.has(id)) return { kind: 'local-currency' }
  const pattern = code ?? getFormatFromId(id)
  if (/^(general|@|)$/i.test(pattern)) return GENERAL
  if (/^0+$/.test(pattern)) return { kind: 'digits', width: pattern.length }
  if (!isDateFormat(pattern)) return { kind: 'pattern', pattern }
  const { year, month, day, hours, minutes, seconds } = getFormatDateInfo(pattern)
  const hasTime = hours || (seconds && minutes) || seconds
  const hasDay = year || day || (month && !hasTime) || (code === undefined && isEastAsianDate(id) && !hasTime)
  // More than a day of hours is no time of day: it goes out as it is shown.
  if (/\[[hms]+\]/i.test(pattern)) return { kind: 'pattern', pattern }
  return { kind: 'date', hasDay, hasTime, pattern }
}

/** A number as Excel shows it; dates in the ISO form that Eloqua reads. `raw` is its text in the file. */
export function showNumber(raw: string, cell: CellFormat, isFrom1904: boolean): ShownNumber {
  const value = Number(raw)
  if (raw.trim() === '' || !Number.isFinite(value)) return { text: raw, doubt: 'format' }
  switch (cell.kind) {
    case 'general':
      return { text: plainNumber(value) }
    case 'local-currency':
      return { text: plainNumber(value), doubt: 'format' }
    case 'digits':
      return Number.isInteger(value) ? { text: padded(value, cell.width) } : withPattern(value, '0'.repeat(cell.width))
    case 'date': {
      const text = isoDate(value, cell, isFrom1904)
      return text === undefined ? { text: plainNumber(value), doubt: 'date' } : { text }
    }
    case 'pattern':
      return withPattern(value, cell.pattern)
  }
}

/** All digits that Excel keeps, which are fifteen, without an exponent while the number is no longer than that allows. */
function plainNumber(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value)
  const text = String(Number(value.toPrecision(15)))
  if (!text.includes('e')) return text
  const [digits = '', exponent = ''] = text.split('e')
  return Number(exponent) < 0 && Number(exponent) > -16
    ? withoutExponent(digits, -Number(exponent))
    : text.toUpperCase()
}

/** `1.5e-7` as `0.00000015`. */
function withoutExponent(digits: string, places: number): string {
  const sign = digits.startsWith('-') ? '-' : ''
  return `${sign}0.${'0'.repeat(places - 1)}${digits.replace(/[-.]/g, '')}`
}

function padded(value: number, width: number): string {
  const sign = value < 0 ? '-' : ''
  return sign + plainNumber(Math.abs(value)).padStart(width, '0')
}

function withPattern(value: number, pattern: string): ShownNumber {
  try {
    const text = format(withoutLanguage(pattern), value, { locale: 'en' }).trim()
    return isRounded(text, value) ? { text, doubt: 'rounded' } : { text }
  } catch {
    return { text: plainNumber(value), doubt: 'format' }
  }
}

/** A format may name the language of its currency. Excel writes the number itself as the computer does all the same. */
function withoutLanguage(pattern: string): string {
  return pattern.replace(/\[\$([^\]-]*)-[^\]]*\]/g, (_all, sign: string) => (sign === '' ? '' : `[$${sign}]`))
}

/** One number and what stands around it; fractions and hours are more than one. */
const ONE_NUMBER = /^\D*?(\d[\d,]*(?:\.\d+)?(?:E[+-]?\d+)?)\D*$/i

/** Excel shows fewer digits than the cell holds, or hides the number. */
function isRounded(text: string, value: number): boolean {
  if (text === '') return true
  const [, digits] = ONE_NUMBER.exec(text) ?? []
  if (digits === undefined) return false
  const shown = Number(digits.replaceAll(',', '')) / (text.includes('%') ? 100 : 1)
  return Math.abs(shown - Math.abs(value)) > Math.abs(value) * 1e-12
}

const DAY_SECONDS = 86_400
const DAY_MS = 86_400_000
const YEAR_10000 = Date.UTC(10_000, 0, 1)
const FROM_1900 = Date.UTC(1899, 11, 30)
const FROM_1904 = Date.UTC(1904, 0, 1)
/** The day after 9999-12-31, counted from 1900. */
const LAST_SERIAL = 2_958_466
/** Excel takes 1900 for a leap year, so that its days before March 1900 are one less; its day 60 never was. */
const FIRST_MARCH_1900 = 61

function isoDate(serial: number, { hasDay, hasTime }: { hasDay: boolean; hasTime: boolean }, isFrom1904: boolean) {
  const isBefore = !isFrom1904 && serial < FIRST_MARCH_1900
  if (serial < 0 || serial >= LAST_SERIAL || (isBefore && serial >= 60)) return undefined
  const ms = hasTime ? Math.round(serial * DAY_SECONDS) * 1000 : Math.round(serial * DAY_MS)
  if (!hasDay) return new Date(ms % DAY_MS).toISOString().slice(11, 19)
  if (!isFrom1904 && serial < 1) return undefined
  const start = isFrom1904 ? FROM_1904 : FROM_1900 + (isBefore ? DAY_MS : 0)
  if (start + ms >= YEAR_10000) return undefined
  const iso = new Date(start + ms).toISOString()
  return hasTime ? `${iso.slice(0, 10)} ${iso.slice(11, 19)}` : iso.slice(0, 10)
}
