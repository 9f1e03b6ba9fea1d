const PATTERN =
  /^P(?:(\d{1,6})Y)?(?:(\d{1,6})M)?(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,8})H)?(?:(\d{1,8})M)?(?:(\d{1,8})(?:\.\d+)?S)?)?$/i

const SECOND = 1_000
const HOUR = 3_600 * SECOND
const DAY = 24 * HOUR
const UNITS = [365 * DAY, 30 * DAY, 7 * DAY, DAY, HOUR, 60 * SECOND, SECOND]

export const ONE_HOUR = HOUR
export const FOURTEEN_DAYS = 14 * DAY
export const ONE_YEAR = 365 * DAY

/** Milliseconds of an ISO-8601 duration (`PT12H`, `P7D`); a month is 30 days, a year 365. Undefined: not a duration. */
export function parseDuration(text: string): number | undefined {
  const match = PATTERN.exec(text)
  if (!match || !/\d/.test(text) || text.toUpperCase().endsWith('T')) return undefined
  return UNITS.reduce((sum, unit, index) => sum + unit * Number(match[index + 1] ?? 0), 0)
}
