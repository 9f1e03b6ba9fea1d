import { useQuery } from '@tanstack/react-query'
import type { ColumnShapes, RunColumnProfile } from '../../../../shared/contract/run-questions.ts'
import { formatCount } from '../../../../shared/words/numbers.ts'
import { profileWords } from '../../../../shared/words/result-analysis.ts'
import { Failure } from '../../../entities/failure/failure.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { showCell } from '../../../ui/grid/cell-text.ts'
import { SidePanel } from '../../../ui/side-panel.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import type { RunTable } from '../table/run-table.ts'
import { pickValue, setFilter } from '../table/view-state.ts'
import classes from './analysis.module.css'
import { isSettled, profileQuery } from './queries.ts'
import { ValueBars } from './value-bars.tsx'

const words = profileWords

interface SummaryPanelProps {
  readonly table: RunTable
  readonly column: number
  readonly onClose: () => void
}

/** What one column holds, with every value a filter. */
export function SummaryPanel({ table, column, onClose }: SummaryPanelProps) {
  const { run, view, nameOf } = table
  const query = useQuery({ ...profileQuery(view.source, column), enabled: isSettled(run) })
  const title = words.title(nameOf(column))
  return (
    <SidePanel title={title} label={title} onClose={onClose}>
      {query.data ? (
        <Summary table={table} column={column} profile={query.data} />
      ) : query.error ? (
        <Failure error={query.error} onRetry={() => void query.refetch()} retrying={query.isFetching} inset />
      ) : isSettled(run) ? (
        <SkeletonRows rows={8} label={words.loading} />
      ) : (
        <EmptyState title={words.waiting}>{words.waitingHint}</EmptyState>
      )}
    </SidePanel>
  )
}

interface SummaryProps {
  readonly table: RunTable
  readonly column: number
  readonly profile: RunColumnProfile
}

function Summary({ table, column, profile }: SummaryProps) {
  const { view } = table
  const shown = profile.top.reduce((sum, { count }) => sum + count, 0)
  const bars = profile.top.map(({ value, count }) => ({
    key: value,
    label: showCell(value),
    count,
    action: words.showOnly(value),
    onPick: () => view.change((state) => pickValue(state, column, value)),
  }))
  const blank = {
    key: '',
    label: words.blankValue,
    isBlank: true,
    count: profile.blank,
    action: words.showOnly(words.blankValue),
    onPick: () => view.change((state) => setFilter(state, column, { kind: 'blank' })),
  }
  return (
    <div className={classes.body}>
      <div className={classes.fill} aria-hidden>
        <span style={{ width: words.percent(profile.filled, profile.rows) }} />
      </div>
      <Facts profile={profile} />
      <h3>{words.top}</h3>
      <ValueBars label={words.top} bars={profile.blank > 0 ? [...bars, blank] : bars} rows={profile.rows} />
      {profile.distinct > profile.top.length ? (
        <p className={classes.note}>{words.others(profile.distinct - profile.top.length, profile.filled - shown)}</p>
      ) : null}
    </div>
  )
}

function Facts({ profile }: { readonly profile: RunColumnProfile }) {
  const { rows, filled, blank, distinct, shortest, longest, numbers, dates } = profile
  const facts: readonly (readonly [string, string])[] = [
    [words.filled, words.countAndShare(filled, rows)],
    [words.blank, words.countAndShare(blank, rows)],
    [words.distinct, formatCount(distinct)],
    [words.lengths, words.lengthRange(shortest, longest)],
    ...shapesOf(profile),
    ...(numbers ? ([[words.numbers, words.numberRange(numbers.least, numbers.most, numbers.mean)]] as const) : []),
    ...(dates ? ([[words.dates, words.dateRange(dates.first, dates.last)]] as const) : []),
  ]
  return (
    <dl className={classes.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function shapesOf({ shapes, filled }: RunColumnProfile): readonly (readonly [string, string])[] {
  const names = Object.keys(words.shapeNames) as (keyof ColumnShapes)[]
  return names
    .filter((shape) => shapes[shape] > 0)
    .map((shape) => [words.shapeNames[shape], words.countAndShare(shapes[shape], filled)] as const)
}
