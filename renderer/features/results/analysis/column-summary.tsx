import { useQuery } from '@tanstack/react-query'
import { profileWords } from '../../../../shared/words/result-analysis.ts'
import type { RunTable } from '../table/run-table.ts'
import classes from './column-summary.module.css'
import { isSettled, profileQuery } from './queries.ts'

/** Height of the small picture, CSS pixels. */
export const SUMMARY_HEIGHT = 24
/** Values that are drawn one by one: narrower ones could not be seen. */
const SHOWN_VALUES = 5

/** How full a column is, and how its rows share its most frequent values: in the column's header, at a glance. */
export function ColumnSummary({ table, column }: { readonly table: RunTable; readonly column: number }) {
  const { run, view, nameOf, showPanel } = table
  const { data } = useQuery({ ...profileQuery(view.source, column), enabled: isSettled(run) && run.rows > 0 })
  if (!data) return <span className={classes.summary} />
  const words = profileWords.picture(data)
  const share = data.rows === 0 ? 0 : data.filled / data.rows
  const shown = data.top.slice(0, SHOWN_VALUES).filter(({ count }) => count > 1)
  return (
    <button
      type="button"
      tabIndex={-1}
      className={classes.summary}
      title={words}
      aria-label={profileWords.open(nameOf(column), profileWords.short(data))}
      onClick={() => showPanel({ kind: 'summary', column })}
    >
      <span className={classes.track}>
        <span className={classes.filled} style={{ width: `${share * 100}%` }}>
          {shown.map(({ value, count }, index) => (
            <span
              key={value}
              className={classes.value}
              data-place={index}
              style={{ width: `${(count / data.filled) * 100}%` }}
            />
          ))}
        </span>
      </span>
      <span className={classes.figures}>{profileWords.short(data)}</span>
    </button>
  )
}
