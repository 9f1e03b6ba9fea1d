/** The zone of system timestamps unless an export asks for UTC. */
const INSTANCE_ZONE = 'America/New_York'
const HOUR_MS = 3_600_000

const zoneFormat = new Intl.DateTimeFormat('en-US', {
  timeZone: INSTANCE_ZONE,
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
})
const offsets = new Map<number, number>()

/** Offset of the instance's zone at a moment, in milliseconds; asked of Intl once an hour of data. */
function zoneOffset(ms: number): number {
  const hour = Math.floor(ms / HOUR_MS)
  const known = offsets.get(hour)
  if (known !== undefined) return known
  const parts = Object.fromEntries(
    zoneFormat.formatToParts(hour * HOUR_MS).map(({ type, value }) => [type, Number(value)]),
  )
  const local = Date.UTC(parts.year ?? 0, (parts.month ?? 1) - 1, parts.day ?? 1, parts.hour ?? 0)
  const offset = local - hour * HOUR_MS
  offsets.set(hour, offset)
  return offset
}

function wallClock(ms: number): string {
  const iso = new Date(ms).toISOString()
  return `${iso.slice(0, 10)} ${iso.slice(11, 23)}`
}

/** `yyyy-MM-dd HH:mm:ss.fff`, in UTC or in the instance's (Eastern) time. */
export function formatTimestamp(ms: number, isUtc: boolean): string {
  return wallClock(isUtc ? ms : ms + zoneOffset(ms))
}

interface Moment {
  readonly wallMs: number
  /** Offset the text itself named, in milliseconds; undefined: it named none. */
  readonly offset: number | undefined
  /** Digits behind the seconds. */
  readonly fraction: number
}

const YEAR_FIRST = /^(\d{4})([-./])(\d{1,2})\2(\d{1,2})(?=$|[ Tt])/
const MONTH_FIRST = /^(\d{1,2})([-./])(\d{1,2})\2(\d{4}|\d\d)(?=$| )/
const TIME =
  /^[ Tt](\d{1,2}):([0-5]\d)(?::([0-5]\d)(?:\.(\d+))?)?(?: ?([AaPp])[Mm]| ?([Zz]|[+-](?:0\d|1[0-4]):?[0-5]\d))?$/
/** Of two-digit years these and those below are of this century. */
const LAST_OF_CENTURY = 29
/** More digits behind the seconds make a date a bad one. */
const MOST_DECIMALS = 3
/** The database knows no day before. */
const FIRST_YEAR = 1753

type Day = readonly [year: number, month: number, day: number]

/** The day a text begins with, and what follows. A year at the end stands behind month and day, whatever divides them. */
function readDay(text: string): { readonly day: Day; readonly rest: string } | undefined {
  const first = YEAR_FIRST.exec(text)
  if (first) return { day: [Number(first[1]), Number(first[3]), Number(first[4])], rest: text.slice(first[0].length) }
  const last = MONTH_FIRST.exec(text)
  if (!last) return undefined
  const year = Number(last[4])
  const century = last[4]?.length === 4 ? 0 : year <= LAST_OF_CENTURY ? 2000 : 1900
  return { day: [year + century, Number(last[1]), Number(last[3])], rest: text.slice(last[0].length) }
}

function readHour(hour: number, half: string | undefined): number | undefined {
  if (!half) return hour < 24 ? hour : undefined
  if (hour < 1 || hour > 12) return undefined
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
}

function offsetOf(zone: string | undefined): number | undefined {
  if (!zone) return undefined
  if (zone.toLowerCase() === 'z') return 0
  const digits = zone.replace(':', '')
  return Number(`${digits[0]}1`) * (Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3))) * 60_000
}

function parseMoment(text: string): Moment | undefined {
  const found = readDay(text)
  if (!found) return undefined
  const [year, month, day] = found.day
  const time = found.rest === '' ? undefined : TIME.exec(found.rest)
  if (time === null) return undefined
  const hour = readHour(Number(time?.[1] ?? 0), time?.[5])
  if (hour === undefined) return undefined
  const fraction = time?.[4] ?? ''
  const millisecond = Number(fraction.padEnd(3, '0').slice(0, 3))
  const wallMs = Date.UTC(year, month - 1, day, hour, Number(time?.[2] ?? 0), Number(time?.[3] ?? 0), millisecond)
  const back = new Date(wallMs)
  const isReal = year >= FIRST_YEAR && back.getUTCMonth() === month - 1 && back.getUTCDate() === day
  return isReal ? { wallMs, offset: offsetOf(time?.[6]), fraction: fraction.length } : undefined
}

/**
 * A date as a field keeps it, `yyyy-MM-dd HH:mm:ss`. Takes the year first, or the month first with the year last, with a
 * dash, slash or point between them; then maybe a time, with AM or PM, or with a zone (kept in UTC then). Undefined for
 * anything else: for 30 February, for a day that comes first, and for more than three digits behind the seconds, as users
 * measured it (research 2, row 1). Milliseconds are dropped.
 */
export function parseDate(text: string): string | undefined {
  const moment = parseMoment(trimAscii(text))
  if (!moment || moment.fraction > MOST_DECIMALS) return undefined
  return wallClock(moment.wallMs - (moment.offset ?? 0)).slice(0, 19)
}

/** Without the blanks that Eloqua's readers of numbers and dates pass over; others make a value a bad one. */
export function trimAscii(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the blanks
  return text.replace(/^[\u0000- ]+|[\u0000- ]+$/g, '')
}

/** A moment named in a filter, in milliseconds since 1970: read in the zone the export uses, unless it names one. */
export function parseTimestamp(text: string, isUtc: boolean): number | undefined {
  const moment = parseMoment(text.trim())
  if (!moment) return undefined
  if (moment.offset !== undefined) return moment.wallMs - moment.offset
  if (isUtc) return moment.wallMs
  const guess = moment.wallMs - zoneOffset(moment.wallMs)
  return moment.wallMs - zoneOffset(guess)
}
