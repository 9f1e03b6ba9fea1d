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
}

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,7}))?)?\s?(Z|[+-]\d{2}:?\d{2})?)?$/
const AMERICAN = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: (\d{1,2}):(\d{2})(?::(\d{2}))?(?: ?([AaPp][Mm]))?)?$/

function momentOf(numbers: readonly number[], fraction: string, offset: number | undefined): Moment | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = numbers
  const millisecond = Number(fraction.padEnd(3, '0').slice(0, 3))
  const wallMs = Date.UTC(year, month - 1, day, hour, minute, second, millisecond)
  const back = new Date(wallMs)
  const isReal =
    year >= 1753 &&
    back.getUTCMonth() === month - 1 &&
    back.getUTCDate() === day &&
    hour < 24 &&
    minute < 60 &&
    second < 60
  return isReal ? { wallMs, offset } : undefined
}

function offsetOf(zone: string | undefined): number | undefined {
  if (!zone) return undefined
  if (zone === 'Z') return 0
  const digits = zone.replace(':', '')
  return Number(`${digits[0]}1`) * (Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3))) * 60_000
}

function parseMoment(text: string): Moment | undefined {
  const iso = ISO.exec(text)
  if (iso)
    return momentOf(
      iso.slice(1, 7).map((part) => Number(part ?? 0)),
      iso[7] ?? '',
      offsetOf(iso[8]),
    )
  const american = AMERICAN.exec(text)
  if (!american) return undefined
  const [month, day, year, hour, minute, second] = american.slice(1, 7).map((part) => Number(part ?? 0))
  const half = american[7]?.toLowerCase()
  if (half && (!hour || hour > 12)) return undefined
  const hours = half ? ((hour ?? 0) % 12) + (half === 'pm' ? 12 : 0) : (hour ?? 0)
  return momentOf([year ?? 0, month ?? 0, day ?? 0, hours, minute ?? 0, second ?? 0], '', undefined)
}

/**
 * A date as a field keeps it, `yyyy-MM-dd HH:mm:ss`. Takes `yyyy-MM-dd[ HH:mm[:ss[.fff]]]`, ISO 8601 with or without
 * a zone (kept in UTC then), and `MM/dd/yyyy[ h:mm[:ss][ AM]]`. Undefined for anything else, also for 30 February.
 */
export function parseDate(text: string): string | undefined {
  const moment = parseMoment(text.trim())
  return moment && wallClock(moment.wallMs - (moment.offset ?? 0)).slice(0, 19)
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
