import { SegmentedControl, TextInput } from '@mantine/core'
import { IconFileOff, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useRef } from 'react'
import type { Definition, DefinitionKind } from '../../../shared/eloqua/definition.ts'
import { definitionListWords, FAMILY_WORDS, KIND_WORDS } from '../../../shared/words/definitions.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { focusField } from '../../ui/focus-field.ts'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { TimeText } from '../../ui/time-text.tsx'
import { useCommand } from '../../window/commands.ts'
import { Failure } from '../failure/failure.tsx'
import classes from './definition-list.module.css'
import { definitionsQuery, MAX_DEFINITIONS } from './definition-queries.ts'
import { useLastRuns } from './use-last-runs.ts'

const words = definitionListWords

export type KindChoice = DefinitionKind | 'all'

const CHOICES: readonly KindChoice[] = ['all', 'export', 'import', 'syncAction']
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
    <section className={classes.list} aria-label={words.title}>
      <div className={classes.head}>
        <TextInput
          ref={field}
          aria-label={words.search}
          placeholder={props.placeholder}
          leftSection={<IconSearch size={14} stroke={1.5} aria-hidden />}
          value={search}
          error={props.error}
          onChange={(event) => props.onSearch(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Escape' && props.onSearch('')}
        />
        <SegmentedControl
          aria-label={words.kind}
          data={CHOICES.map((value) => ({ value, label: words.kinds[value] }))}
          value={kind}
          onChange={(value) => props.onKind(CHOICES.find((known) => known === value) ?? 'all')}
          transitionDuration={0}
          withItemsBorders={false}
        />
      </div>
      {query.error ? (
        <Failure error={query.error} onRetry={() => void query.refetch()} retrying={query.isFetching} />
      ) : query.data ? (
        <Found {...props} definitions={query.data} />
      ) : (
        <SkeletonRows rows={16} label={words.loading} />
      )}
    </section>
  )
}

function Found(props: DefinitionListProps & { readonly definitions: readonly Definition[] }) {
  const { definitions, search, selectedUri, onPick } = props
  const columns = useColumns()
  if (definitions.length === 0) {
    return (
      <EmptyState icon={IconFileOff} title={search.trim() ? words.noneMatch : words.noneOfKind}>
        {search.trim() ? words.noneMatchHint : words.noneOfKindHint}
      </EmptyState>
    )
  }
  return (
    <>
      <DataTable
        label={words.title}
        columns={columns}
        rows={definitions}
        rowKey={(definition) => definition.uri}
        isSelected={(definition) => definition.uri === selectedUri}
        onOpen={onPick}
      />
      {definitions.length >= MAX_DEFINITIONS ? <p className={classes.more}>{words.first(MAX_DEFINITIONS)}</p> : null}
    </>
  )
}

function useColumns(): readonly Column<Definition>[] {
  const { runs, seen } = useLastRuns()
  return [
    { key: 'name', title: words.columns.name, render: ({ name }) => <span title={name}>{name}</span> },
    {
      key: 'object',
      title: words.columns.object,
      width: 112,
      render: (it) => it.parentName ?? FAMILY_WORDS[it.family],
    },
    { key: 'kind', title: words.columns.kind, width: 84, render: ({ kind }) => KIND_WORDS[kind] },
    {
      key: 'run',
      title: words.columns.lastRun,
      width: 96,
      render: ({ uri }) =>
        runs.has(uri) ? (
          <TimeText value={runs.get(uri)} relative />
        ) : (
          <span title={seen === 0 ? undefined : words.notInLatest(seen)}>–</span>
        ),
    },
  ]
}
