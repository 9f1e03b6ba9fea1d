import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { DateReading, TimeSeries, TimeUnit } from '../../../../shared/contract/run-questions.ts'
import { formatCount } from '../../../../shared/words/numbers.ts'
import { timeWords } from '../../../../shared/words/result-analysis.ts'
import { readAsWords } from '../../../../shared/words/result-view.ts'
import { Failure } from '../../../entities/failure/failure.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { SidePanel } from '../../../ui/side-panel.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import type { RunTable } from '../table/run-table.ts'
import { readAs } from '../table/view-state.ts'
import classes from './analysis.module.css'
import { timeQuery } from './queries.ts'
import { fillGaps, HEIGHT, linePath, WIDTH } from './time-line.ts'

const words = timeWords
const UNITS = Object.entries(words.units).map(([value, label]) => ({ value, label }))
const DATE_READINGS = (['date', 'month-first', 'day-first'] as const).map((value) => ({
  value,
  label: readAsWords[value],
}))

interface TimePanelProps {
  readonly table: RunTable
  readonly column: number
  readonly onClose: () => void
}

/** Rows per day, week, month or year of a column of dates, as a line; its figures stand below as a table. */
export function TimePanel({ table, column, onClose }: TimePanelProps) {
  const { view, nameOf } = table
  const [unit, setUnit] = useState<TimeUnit>('month')
  const said = readAs(view.state, column)
  const [as, setAs] = useState<DateReading>(said === 'text' || said === 'number' ? 'date' : said)
  const query = useQuery({ ...timeQuery(view.source, column, as, unit), placeholderData: (before) => before })
  const title = words.title(nameOf(column))
  return (
    <SidePanel title={title} label={title} onClose={onClose}>
      <div className={classes.body}>
        <NativeSelect
          label={words.unit}
          data={UNITS}
          value={unit}
          onChange={(event) => setUnit(event.currentTarget.value as TimeUnit)}
        />
        <NativeSelect
          label={words.dates}
          data={DATE_READINGS}
          value={as}
          onChange={(event) => setAs(event.currentTarget.value as DateReading)}
        />
        {query.data ? (
          <Line series={query.data} unit={unit} name={nameOf(column)} />
        ) : query.error ? (
          <Failure error={query.error} onRetry={() => void query.refetch()} retrying={query.isFetching} inset />
        ) : (
          <SkeletonRows rows={8} label={words.loading} />
        )}
      </div>
    </SidePanel>
  )
}

interface LineProps {
  readonly series: TimeSeries
  readonly unit: TimeUnit
  readonly name: string
}

function Line({ series, unit, name }: LineProps) {
  const points = fillGaps(series.points, unit)
  const [first] = points
  const last = points.at(-1)
  const label = words.chart(name, unit)
  if (!first || !last) return <EmptyState title={words.none}>{words.noneHint}</EmptyState>
  const path = linePath(points)
  const most = Math.max(...points.map(({ count }) => count))
  return (
    <>
      <div className={classes.scale} aria-hidden>
        <span>{formatCount(most)}</span>
      </div>
      <svg
        className={classes.chart}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={label}
      >
        <path className={classes.area} d={`${path} L${WIDTH} ${HEIGHT} L0 ${HEIGHT} Z`} />
        <path className={classes.line} d={path} />
        <line className={classes.axis} x1="0" x2={WIDTH} y1={HEIGHT} y2={HEIGHT} />
      </svg>
      <div className={classes.scale} aria-hidden>
        <span>{first.at}</span>
        <span>{last.at}</span>
      </div>
      {series.unread + series.blank > 0 ? (
        <p className={classes.note}>{words.notDates(series.unread + series.blank)}</p>
      ) : null}
      <table className={classes.points} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{words.at}</th>
            <th scope="col">{words.rows}</th>
          </tr>
        </thead>
        <tbody>
          {series.points.map(({ at, count }) => (
            <tr key={at}>
              <td>{at}</td>
              <td>{formatCount(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
