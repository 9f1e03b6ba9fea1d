const COUNT = new Intl.NumberFormat('en-US')
const ONE_DECIMAL = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 })
const BYTE_UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const

/** 1204332 -> `1,204,332` */
export function formatCount(count: number): string {
  return COUNT.format(count)
}

/** `1 row`, `37 rows`: the count grouped, the noun in the right number. */
export function formatCounted(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`
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
