import { SegmentedControl, TextInput } from '@mantine/core'
import { IconFileOff, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useRef } from 'react'
import { type Definition, type DefinitionKind, FAMILY_WORDS, KIND_WORDS } from '../../../shared/eloqua/definition.ts'
import { useCommand } from '../../app/commands.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Failure } from '../../ui/failure.tsx'
import { focusField } from '../../ui/focus-field.ts'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { TimeText } from '../../ui/time-text.tsx'
import classes from './definition-list.module.css'
import { definitionsQuery, MAX_DEFINITIONS } from './definition-queries.ts'
import { useLastRuns } from './use-last-runs.ts'

export type KindChoice = DefinitionKind | 'all'

const KINDS: readonly { readonly value: KindChoice; readonly label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'export', label: 'Exports' },
  { value: 'import', label: 'Imports' },
  { value: 'syncAction', label: 'Sync actions' },
]
const ALL_KINDS: readonly DefinitionKind[] = ['export', 'import', 'syncAction']

interface DefinitionListProps {
  readonly search: string
  readonly onSearch: (search: string) => void
  readonly kind: KindChoice
  readonly onKind: (kind: KindChoice) => void
  readonly selectedUri: string | undefined
  readonly onPick: (definition: Definition) => void
  /** Under the search field: what is wrong with what was chosen. */
  readonly error?: string
  readonly placeholder: string
}

/** Search over definitions of every kind and object. */
export function DefinitionList(props: DefinitionListProps) {
  const { search, kind } = props
  const field = useRef<HTMLInputElement>(null)
  useCommand('find', () => focusField(field.current))
  const asked = useDeferredValue(search.trim())
  const query = useQuery(definitionsQuery({ kinds: kind === 'all' ? ALL_KINDS : [kind], search: asked }))
  useCommand('refresh', () => void query.refetch())
  return (
    <section className={classes.list} aria-label="Definitions">
      <div className={classes.head}>
        <TextInput
          ref={field}
          aria-label="Search definitions"
          placeholder={props.placeholder}
          leftSection={<IconSearch size={14} stroke={1.5} aria-hidden />}
          value={search}
          error={props.error}
          onChange={(event) => props.onSearch(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Escape' && props.onSearch('')}
        />
        <SegmentedControl
          aria-label="Kind"
          data={KINDS.map(({ value, label }) => ({ value, label }))}
          value={kind}
          onChange={(value) => props.onKind(KINDS.find((known) => known.value === value)?.value ?? 'all')}
          transitionDuration={0}
          withItemsBorders={false}
        />
      </div>
      {query.error ? (
        <Failure error={query.error} onRetry={() => void query.refetch()} retrying={query.isFetching} />
      ) : query.data ? (
        <Found {...props} definitions={query.data} />
      ) : (
        <SkeletonRows rows={16} label="Loading definitions" />
      )}
    </section>
  )
}

function Found(props: DefinitionListProps & { readonly definitions: readonly Definition[] }) {
  const { definitions, search, selectedUri, onPick } = props
  const columns = useColumns()
  if (definitions.length === 0) {
    return (
      <EmptyState icon={IconFileOff} title={search.trim() ? 'No definition fits' : 'No definitions of this kind'}>
        {search.trim()
          ? 'Names, objects and uris are searched. Your Eloqua user may not see all of them.'
          : 'Definitions are made in Eloqua or by other programs; Bulkdesk runs and feeds them.'}
      </EmptyState>
    )
  }
  return (
    <>
      <DataTable
        label="Definitions"
        columns={columns}
        rows={definitions}
        rowKey={(definition) => definition.uri}
        isSelected={(definition) => definition.uri === selectedUri}
        onOpen={onPick}
      />
      {definitions.length >= MAX_DEFINITIONS ? (
        <p className={classes.more}>These are the first {MAX_DEFINITIONS}. Search more closely to find others.</p>
      ) : null}
    </>
  )
}

function useColumns(): readonly Column<Definition>[] {
  const { runs, seen } = useLastRuns()
  return [
    { key: 'name', title: 'Name', render: ({ name }) => <span title={name}>{name}</span> },
    { key: 'object', title: 'Object', width: 112, render: (it) => it.parentName ?? FAMILY_WORDS[it.family] },
    { key: 'kind', title: 'Kind', width: 84, render: ({ kind }) => KIND_WORDS[kind] },
    {
      key: 'run',
      title: 'Last run',
      width: 96,
      render: ({ uri }) =>
        runs.has(uri) ? (
          <TimeText value={runs.get(uri)} relative />
        ) : (
          <span title={seen === 0 ? undefined : `Not among the ${seen} newest syncs`}>–</span>
        ),
    },
  ]
}
