/** The language of every sentence in this folder. A second language is a second folder. */
const LANGUAGE = 'en-US'

const COUNT = new Intl.NumberFormat(LANGUAGE)
const ONE_DECIMAL = new Intl.NumberFormat(LANGUAGE, { maximumFractionDigits: 1 })
const RULES = new Intl.PluralRules(LANGUAGE)
const LIST = new Intl.ListFormat(LANGUAGE)
const BYTE_UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const

/** 1204332 -> `1,204,332` */
export function formatCount(count: number): string {
  return COUNT.format(count)
}

/** A measured number, such as an average: grouped, with at most one decimal. */
export function formatNumber(value: number): string {
  return ONE_DECIMAL.format(value)
}

/** The form of a word or sentence that fits a count: `plural(rows, 'was', 'were')`. */
export function plural(count: number, one: string, other: string): string {
  return RULES.select(count) === 'one' ? one : other
}

/** `1 row`, `1,204 rows`: the count grouped, the noun in the form that fits. */
export function formatCounted(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${plural(count, one, many)}`
}

/** `a, b, and c` */
export function formatList(words: Iterable<string>): string {
  return LIST.format(words)
}

/** Decimal units, as file managers and Eloqua's limits use them: 41_200_000 -> `41.2 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return formatCounted(bytes, 'byte')
  const power = Math.min(Math.floor(Math.log10(bytes) / 3), BYTE_UNITS.length - 1)
  const rounded = Math.round((bytes / 1000 ** power) * 10) / 10
  if (rounded >= 1000 && power < BYTE_UNITS.length - 1) return `1 ${BYTE_UNITS[power + 1]}`
  return `${ONE_DECIMAL.format(rounded)} ${BYTE_UNITS[power]}`
}

/** 0.998 -> `99.8%`. Never 100% while something is missing, never 0% while something is there. */
export function formatShare(share: number): string {
  if (share > 0.999 && share < 1) return '99.9%'
  if (share > 0 && share < 0.001) return '0.1%'
  return `${ONE_DECIMAL.format(share * 100)}%`
}
