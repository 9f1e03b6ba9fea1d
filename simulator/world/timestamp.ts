/** A time read back from Eloqua's database: UTC, milliseconds padded to seven digits. */
export function toDatabaseTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, -1)}0000Z`
}

/** A time computed in Eloqua's web tier: the last four of its seven digits carry 100 ns steps. */
export function toWebTime(ms: number, random: () => number): string {
  const steps = String(Math.floor(random() * 10_000)).padStart(4, '0')
  return `${new Date(ms).toISOString().slice(0, -1)}${steps}Z`
}
