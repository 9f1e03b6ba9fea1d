import { formatCount } from '../../../../shared/words/numbers.ts'
import { profileWords } from '../../../../shared/words/result-analysis.ts'
import classes from './value-bars.module.css'

interface ValueBar {
  readonly key: string
  /** Shown as dimmed where it stands for blank cells. */
  readonly label: string
  readonly isBlank?: boolean
  readonly count: number
  /** What a click does, as a sentence. */
  readonly action: string
  readonly onPick: () => void
}

interface ValueBarsProps {
  readonly label: string
  readonly bars: readonly ValueBar[]
  /** Rows that the shares are of. */
  readonly rows: number
}

/** Values and how many rows have them, as bars. The bars are a table: each row says its value, count and share. */
export function ValueBars({ label, bars, rows }: ValueBarsProps) {
  const most = Math.max(1, ...bars.map(({ count }) => count))
  return (
    <table className={classes.bars} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{profileWords.value}</th>
          <th scope="col" className={classes.number}>
            {profileWords.rows}
          </th>
          <th scope="col" className={classes.number}>
            {profileWords.share}
          </th>
        </tr>
      </thead>
      <tbody>
        {bars.map((bar) => (
          <tr key={bar.key}>
            <td>
              <button
                type="button"
                className={classes.value}
                title={bar.action}
                aria-label={bar.action}
                onClick={bar.onPick}
              >
                <span className={classes.bar} style={{ width: `${(bar.count / most) * 100}%` }} />
                <span className={classes.text} data-blank={bar.isBlank || undefined}>
                  {bar.label}
                </span>
              </button>
            </td>
            <td className={classes.number}>{formatCount(bar.count)}</td>
            <td className={classes.number}>{profileWords.percent(bar.count, rows)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
