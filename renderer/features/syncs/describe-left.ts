const MINUTE = 60_000

/** How long is left, or how long ago it ended: `4 h 12 m`, `2 d 3 h`, `35 m`, `1 h 5 m ago`. Never longer than two units. */
export function describeLeft(until: Date, now: Date): string {
  const distance = until.getTime() - now.getTime()
  const minutes = Math.floor(Math.abs(distance) / MINUTE)
  const words = wordsFor(minutes)
  return distance > 0 ? words : `${words} ago`
}

function wordsFor(minutes: number): string {
  if (minutes < 1) return 'under 1 m'
  if (minutes < 60) return `${minutes} m`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return `${hours} h ${minutes % 60} m`
  return `${Math.floor(hours / 24)} d ${hours % 24} h`
}
