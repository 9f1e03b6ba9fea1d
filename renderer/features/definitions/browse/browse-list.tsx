import { IconFileOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useMemo, useState } from 'react'
import type { DefinitionIndex, DefinitionSummary } from '../../../../shared/eloqua/definition-index.ts'
import { browseWords } from '../../../../shared/words/definition-browse.ts'
import { definitionListWords, FAMILY_WORDS, KIND_WORDS } from '../../../../shared/words/definitions.ts'
import { useKept, useKeptPlace } from '../../../entities/connection/use-kept.ts'
import { definitionIndexQuery } from '../../../entities/definition/definition-form-queries.ts'
import { HealthBadge } from '../../../entities/definition/health-badge.tsx'
import { NewDefinitionMenu } from '../../../entities/definition/new-definition-menu.tsx'
import { Failure } from '../../../entities/failure/failure.tsx'
import type { Column } from '../../../ui/data-table.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import { TimeText } from '../../../ui/time-text.tsx'
import type { SortOrder } from '../../../ui/windowed-head.tsx'
import { WindowedTable } from '../../../ui/windowed-table.tsx'
import { useCommand } from '../../../window/commands.ts'
import classes from './browse.module.css'
import { BrowseFilters } from './browse-filters.tsx'
import { type DefinitionFilter, filterDefinitions, sortDefinitions } from './filter-definitions.ts'
import { SelectionBar } from './selection-bar.tsx'

interface BrowseListProps {
  readonly selectedUri: string | undefined
  readonly onPick: (uri: string) => void
}

/** Every definition of every kind and object in one list that is searched, sorted and filtered at once. */
export function BrowseList(props: BrowseListProps) {
  const query = useQuery(definitionIndexQuery())
  useCommand('refresh', () => void query.refetch())
  return (
    <section className={classes.list} aria-label={definitionListWords.title}>
      {query.error ? (
        <Failure error={query.error} onRetry={() => void query.refetch()} retrying={query.isFetching} />
      ) : query.data ? (
        <Browsed {...props} index={query.data} />
      ) : (
        <SkeletonRows rows={16} label={definitionListWords.loading} />
      )}
    </section>
  )
}

const NO_FILTER: DefinitionFilter = { search: '' }
const FIRST_SORT: SortOrder = { key: 'name', descending: false }

function Browsed({ index, selectedUri, onPick }: BrowseListProps & { readonly index: DefinitionIndex }) {
  const [filter, setFilter] = useKept<DefinitionFilter>('definitions', NO_FILTER)
  const [sort, setSort] = useKept('definition-order', FIRST_SORT)
  const place = useKeptPlace('definitions')
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const asked = useDeferredValue(filter)
  const rows = useMemo(
    () => sortDefinitions(filterDefinitions(index.items, asked, new Date()), sort),
    [index.items, asked, sort],
  )
  const isNarrow = selectedUri !== undefined
  const columns = useMemo(() => columnsFor(index, isNarrow), [index, isNarrow])
  const chosen = useMemo(() => rows.filter(({ uri }) => ticked.has(uri)), [rows, ticked])
  return (
    <>
      <BrowseFilters items={index.items} filter={filter} onFilter={setFilter} />
      {index.unread.map(({ path, error }) => (
        <p key={path} className={classes.unread} role="note">
          {browseWords.unread(path, error.code)}
        </p>
      ))}
      {chosen.length > 0 ? <SelectionBar chosen={chosen} onDone={() => setTicked(new Set())} /> : null}
      {rows.length === 0 ? (
        <Nothing hasAny={index.items.length > 0} />
      ) : (
        <WindowedTable
          label={definitionListWords.title}
          columns={columns}
          rows={rows}
          rowKey={({ uri }) => uri}
          isSelected={({ uri }) => uri === selectedUri}
          onOpen={({ uri }) => onPick(uri)}
          sorting={{ sort, onSort: setSort }}
          ticks={{ ticked, onTick: setTicked, nameOf: ({ name }) => browseWords.tick(name) }}
          place={place}
        />
      )}
      <p className={classes.count}>{browseWords.count(rows.length, index.items.length)}</p>
    </>
  )
}

function Nothing({ hasAny }: { readonly hasAny: boolean }) {
  return hasAny ? (
    <EmptyState icon={IconFileOff} title={definitionListWords.noneMatch}>
      {definitionListWords.noneMatchHint}
    </EmptyState>
  ) : (
    <EmptyState icon={IconFileOff} title={browseWords.none} action={<NewDefinitionMenu primary />}>
      {browseWords.noneHint}
    </EmptyState>
  )
}

/** Beside an open definition there is room for the name, what it is of, and its health. */
function columnsFor({ syncsSeen }: DefinitionIndex, isNarrow: boolean): readonly Column<DefinitionSummary>[] {
  const { columns } = definitionListWords
  const health: Column<DefinitionSummary> = {
    key: 'health',
    title: browseWords.health,
    width: 124,
    render: (it) => <HealthBadge facts={it.health} />,
  }
  const name: Column<DefinitionSummary> = {
    key: 'name',
    title: columns.name,
    render: (it) => <span title={it.name}>{it.name}</span>,
  }
  const objectOf = (it: DefinitionSummary) => it.parentName ?? FAMILY_WORDS[it.family]
  if (isNarrow) {
    const render = (it: DefinitionSummary) => `${objectOf(it)} · ${KIND_WORDS[it.kind].toLowerCase()}`
    return [name, { key: 'object', title: columns.object, width: 150, render }, health]
  }
  return [
    name,
    { key: 'object', title: columns.object, width: 180, render: objectOf },
    { key: 'kind', title: columns.kind, width: 110, render: ({ kind }) => KIND_WORDS[kind] },
    {
      key: 'run',
      title: columns.lastRun,
      width: 120,
      largestFirst: true,
      render: ({ lastRun }) =>
        lastRun ? (
          <TimeText value={lastRun.at} relative />
        ) : (
          <span title={syncsSeen.count === 0 ? undefined : definitionListWords.notInLatest(syncsSeen.count)}>–</span>
        ),
    },
    health,
  ]
}
