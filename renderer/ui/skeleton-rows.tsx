import { VisuallyHidden } from '@mantine/core'
import classes from './skeleton-rows.module.css'

interface SkeletonRowsProps {
  readonly rows?: number
  /** What is being loaded, for screen readers: `Loading syncs`. */
  readonly label: string
}

const WIDTHS = [62, 48, 71, 55, 66, 43, 58, 69, 51, 64]

/** Rows in the place where rows will be: no spinner in the middle of nothing. */
export function SkeletonRows({ rows = 10, label }: SkeletonRowsProps) {
  return (
    <div className={classes.rows} role="status">
      <VisuallyHidden>{label}</VisuallyHidden>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows without data have no other identity
        <div key={row} className={classes.row} aria-hidden>
          <span className={classes.bar} style={{ width: 48 }} />
          <span className={classes.bar} style={{ width: `${(WIDTHS[row % WIDTHS.length] ?? 50) / 2}%` }} />
          <span className={classes.bar} style={{ width: 84, marginInlineStart: 'auto' }} />
        </div>
      ))}
    </div>
  )
}
