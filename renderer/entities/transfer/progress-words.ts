import type { TransferProgress } from '../../../shared/contract/transfer.ts'
import { formatBytes, formatCount, formatCounted } from '../../../shared/words/numbers.ts'
import { formatDuration } from '../../../shared/words/times.ts'

/** `part 2 of 3 · 20.4 of 41.2 MB · 8.1 MB/s · 12 s left`: what is known, and nothing else. */
export function wordProgress(progress: TransferProgress): string {
  const { part, parts, rate, secondsLeft } = progress
  const words = [
    part !== undefined && parts !== undefined && parts > 1 ? `part ${part} of ${parts}` : undefined,
    wordAmount(progress),
    rate ? wordRate(progress.unit, rate) : undefined,
    secondsLeft === undefined ? undefined : `${formatDuration(Math.max(1, secondsLeft) * 1000)} left`,
  ]
  return words.filter((word) => word !== undefined).join(' · ')
}

/** `5,000 of 12,400 rows`: how far something came that has ended. Its speed and the time left are no longer true. */
export function wordAmount({ unit, done, total }: TransferProgress): string {
  if (unit === 'bytes') return total === undefined ? formatBytes(done) : `${formatBytes(done)} of ${formatBytes(total)}`
  return total === undefined ? formatCounted(done, 'row') : `${formatCount(done)} of ${formatCounted(total, 'row')}`
}

function wordRate(unit: TransferProgress['unit'], rate: number): string {
  return unit === 'bytes' ? `${formatBytes(Math.round(rate))}/s` : `${formatCount(Math.round(rate))} rows/s`
}
