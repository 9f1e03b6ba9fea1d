const MIN_SECONDS = 1
const MAX_SECONDS = 3600

/** `Retry-After` as seconds from now, given as seconds or as an HTTP date; kept between a second and an hour. */
export function parseRetryAfter(header: string | undefined, now = Date.now()): number | undefined {
  if (!header) return undefined
  const text = header.trim()
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : (Date.parse(text) - now) / 1000
  if (!Number.isFinite(seconds)) return undefined
  return Math.min(MAX_SECONDS, Math.max(MIN_SECONDS, Math.ceil(seconds)))
}
