import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { groupWords } from '../../../../shared/words/result-analysis.ts'
import { Failure } from '../../../entities/failure/failure.tsx'
import { SidePanel } from '../../../ui/side-panel.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import type { RunTable } from '../table/run-table.ts'
import { pickValue } from '../table/view-state.ts'
import classes from './analysis.module.css'
import { groupsQuery } from './queries.ts'
import { ValueBars } from './value-bars.tsx'

const words = groupWords

interface GroupsPanelProps {
  readonly table: RunTable
  readonly by: readonly number[]
  readonly onClose: () => void
}

/** How many rows there are of each value of a column, or of each pair of values of two. Every bar is a filter. */
export function GroupsPanel({ table, by, onClose }: GroupsPanelProps) {
  return (
    <SidePanel title={words.title} label={words.title} onClose={onClose}>
      <div className={classes.body}>
        <Choices table={table} by={by} />
        <Groups table={table} by={by} />
      </div>
    </SidePanel>
  )
}

type ChosenProps = Omit<GroupsPanelProps, 'onClose'>

function Choices({ table, by }: ChosenProps) {
  const [first = 0, second] = by
  const names = table.run.columns.map((label, value) => ({ value: String(value), label }))
  const show = (next: readonly number[]) => table.showPanel({ kind: 'groups', by: next })
  return (
    <div className={classes.choices}>
      <NativeSelect
        label={words.first}
        data={names}
        value={String(first)}
        onChange={(event) => show([Number(event.currentTarget.value), ...by.slice(1)])}
      />
      <NativeSelect
        label={words.second}
        data={[{ value: '', label: words.none }, ...names.filter(({ value }) => value !== String(first))]}
        value={second === undefined ? '' : String(second)}
        onChange={(event) => {
          const { value } = event.currentTarget
          show(value === '' ? [first] : [first, Number(value)])
        }}
      />
    </div>
  )
}

function Groups({ table, by }: ChosenProps) {
  const { view, nameOf } = table
  const query = useQuery({ ...groupsQuery(view.source, by), placeholderData: (before) => before })
  if (query.error) {
    return <Failure error={query.error} onRetry={() => void query.refetch()} retrying={query.isFetching} inset />
  }
  if (!query.data) return <SkeletonRows rows={8} label={words.loading} />
  const { groups, distinct, rows } = query.data
  const bars = groups.map(({ values, count }) => ({
    key: JSON.stringify(values),
    label: words.join(values),
    isBlank: values.every((value) => value === ''),
    count,
    action: words.showOnly(words.join(values)),
    onPick: () =>
      view.change((state) => by.reduce((now, column, index) => pickValue(now, column, values[index] ?? ''), state)),
  }))
  return (
    <>
      <p className={classes.note}>{words.groups(groups.length, distinct)}</p>
      <ValueBars label={words.chart(by.map(nameOf).join(', '))} bars={bars} rows={rows} />
    </>
  )
}
