const DURATION = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/i
const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Milliseconds of an ISO 8601 duration such as `PT12H` or `P7D`; undefined for anything else, months and years included. */
export function parseDuration(duration: string): number | undefined {
  const match = DURATION.exec(duration)
  if (!match || match.slice(1).every((part) => part === undefined)) return undefined
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0))
  return weeks * 7 * DAY + days * DAY + hours * HOUR + minutes * MINUTE + seconds * SECOND
}

/**
 * Until when Eloqua keeps an export's data: its definition's `dataRetentionDuration` after the sync ended.
 * Undefined when either is not known; the definition may have been changed since, so it is what is expected, not promised.
 */
export function keptUntil(
  syncEndedAt: string | undefined,
  dataRetentionDuration: string | undefined,
): Date | undefined {
  const ended = syncEndedAt === undefined ? Number.NaN : Date.parse(syncEndedAt)
  const kept = dataRetentionDuration === undefined ? undefined : parseDuration(dataRetentionDuration)
  const until = new Date(ended + (kept ?? Number.NaN))
  return Number.isNaN(until.getTime()) ? undefined : until
}
