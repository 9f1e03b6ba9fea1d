import { Progress } from '@mantine/core'
import classes from './progress-bar.module.css'

interface ProgressBarProps {
  readonly label: string
  /** Undefined where nobody knows how far it is. */
  readonly percent?: number
  /** What a screen reader says of it: `part 2 of 3 · 10 MB of 40 MB`. */
  readonly words: string
  /** Paused: it is not on its way. */
  readonly isStill?: boolean
  readonly size: number
}

/** How far something is. The library's own words for it are a bare percentage, and 100% where nobody knows. */
export function ProgressBar({ label, percent, words, isStill, size }: ProgressBarProps) {
  return (
    <Progress.Root size={size} className={percent === undefined && !isStill ? classes.unknown : undefined}>
      <Progress.Section
        withAria={false}
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent === undefined ? undefined : Math.round(percent)}
        aria-valuetext={words}
        value={percent ?? 100}
        color={isStill ? 'gray' : undefined}
      />
    </Progress.Root>
  )
}
