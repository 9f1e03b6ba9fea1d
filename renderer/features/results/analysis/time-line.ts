import type { TimeSeries, TimeUnit } from '../../../../shared/contract/run-questions.ts'

type Point = TimeSeries['points'][number]

/** More points than this are not filled up: a line of them would show nothing. */
const MOST_POINTS = 5_000

/** The points with those between them that have no rows, so that a line over time does not leap over a quiet month. */
export function fillGaps(points: readonly Point[], unit: TimeUnit): readonly Point[] {
  const [first] = points
  const last = points.at(-1)
  if (!first || !last) return []
  const counts = new Map(points.map(({ at, count }) => [at, count]))
  const filled: Point[] = []
  for (let at = first.at; at <= last.at && filled.length <= MOST_POINTS; at = nextDay(at, unit)) {
    filled.push({ at, count: counts.get(at) ?? 0 })
  }
  return filled.length > MOST_POINTS ? points : filled
}

/** The first day of the unit after this one. */
function nextDay(at: string, unit: TimeUnit): string {
  const date = new Date(`${at}T00:00:00Z`)
  if (unit === 'day') date.setUTCDate(date.getUTCDate() + 1)
  if (unit === 'week') date.setUTCDate(date.getUTCDate() + 7)
  if (unit === 'month') date.setUTCMonth(date.getUTCMonth() + 1)
  if (unit === 'year') date.setUTCFullYear(date.getUTCFullYear() + 1)
  return date.toISOString().slice(0, 10)
}

export const WIDTH = 600
export const HEIGHT = 180

/** The line through the counts, as the data of an SVG path in a box of WIDTH x HEIGHT. One point is a line across. */
export function linePath(points: readonly Point[]): string {
  const most = Math.max(1, ...points.map(({ count }) => count))
  const y = (count: number) => HEIGHT - 4 - (count / most) * (HEIGHT - 12)
  const x = (index: number) => (points.length < 2 ? 0 : (index / (points.length - 1)) * WIDTH)
  const steps = points.map(
    ({ count }, index) => `${index === 0 ? 'M' : 'L'}${x(index).toFixed(1)} ${y(count).toFixed(1)}`,
  )
  const [only] = points
  return points.length === 1 && only ? `${steps[0]} L${WIDTH} ${y(only.count).toFixed(1)}` : steps.join(' ')
}
