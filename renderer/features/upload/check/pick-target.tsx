import { Button, Group, TextInput } from '@mantine/core'
import { IconFileOff, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useRef, useState } from 'react'
import type { FirstLook } from '../../../../shared/csv/csv.ts'
import type { Definition } from '../../../../shared/eloqua/definition.ts'
import { addColumnWords } from '../../../../shared/words/add-columns.ts'
import { newDefinitionWords } from '../../../../shared/words/definition-form.ts'
import { describeFamily, FAMILY_WORDS, KIND_WORDS } from '../../../../shared/words/definitions.ts'
import { pickDestination } from '../../../../shared/words/upload-check.ts'
import { useActiveConnection } from '../../../entities/connection/connections.ts'
import { definitionsQuery } from '../../../entities/definition/definition-queries.ts'
import { NewDefinitionMenu } from '../../../entities/definition/new-definition-menu.tsx'
import { useStartDefinition } from '../../../entities/definition/start-definition.ts'
import { Failure } from '../../../entities/failure/failure.tsx'
import { type Column, DataTable } from '../../../ui/data-table.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { focusField } from '../../../ui/focus-field.ts'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import { useCommand } from '../../../window/commands.ts'
import { recentTargetsQuery } from '../queries.ts'
import { countMatches, rateFit } from './fit.ts'
import { SameColumnsNotice } from './same-columns.tsx'
import classes from './target.module.css'

interface PickTargetProps {
  readonly look: FirstLook
  /** A recipe is offered already. */
  readonly isOffered: boolean
  readonly onPick: (uri: string) => void
  readonly pending: boolean
  /** The destination is of so many files. */
  readonly files?: number
}

/** Imports and sync actions to send to: those used last first, then those whose fields the file has. */
export function PickTarget({ look, isOffered, onPick, pending, files = 1 }: PickTargetProps) {
  const { headers } = look
  const [search, setSearch] = useState('')
  const field = useRef<HTMLInputElement>(null)
  useCommand('find', () => focusField(field.current))
  const asked = useDeferredValue(search.trim())
  const definitions = useQuery(definitionsQuery({ kinds: ['import', 'syncAction'], search: asked }))
  const recent = useQuery(recentTargetsQuery())
  const connectionId = useActiveConnection()?.id
  const used = recent.data?.filter((definition) => definition.connectionId === connectionId)
  const recentUris = new Set(used?.map((definition) => definition.uri))
  const rows = [...(definitions.data ?? [])].sort(
    (a, b) =>
      Number(recentUris.has(b.uri)) - Number(recentUris.has(a.uri)) || rateFit(b, headers) - rateFit(a, headers),
  )
  const [first] = rows
  return (
    <div className={classes.pick}>
      {isOffered ? null : <SameColumnsNotice headers={headers} onPick={onPick} />}
      <TextInput
        ref={field}
        label={pickDestination.title(files)}
        placeholder={pickDestination.search}
        leftSection={<IconSearch size={14} stroke={1.5} aria-hidden />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && asked !== '' && first && onPick(first.uri)}
      />
      {files > 1 ? null : <CreateTarget look={look} />}
      {definitions.error ? (
        <Failure error={definitions.error} onRetry={() => void definitions.refetch()} inset />
      ) : definitions.data && !pending && !recent.isPending ? (
        <Targets rows={rows} headers={headers} recent={recentUris} search={asked} onPick={onPick} />
      ) : (
        <SkeletonRows rows={10} label={pickDestination.loading} />
      )}
    </div>
  )
}

/** A definition that is made for this file comes back to it. */
function CreateTarget({ look }: { readonly look: FirstLook }) {
  const { fileId, name, size, modifiedAt } = look.file
  const returnTo = { to: 'upload', file: { fileId, name, size, modifiedAt } } as const
  const start = useStartDefinition(returnTo)
  return (
    <Group gap="sm">
      <Button loading={start.isPending} onClick={() => start.mutate({ from: 'csv', look })}>
        {addColumnWords.makeImport}
      </Button>
      <NewDefinitionMenu label={newDefinitionWords.create} returnTo={returnTo} />
    </Group>
  )
}

interface TargetsProps {
  readonly rows: readonly Definition[]
  readonly headers: readonly string[]
  readonly recent: ReadonlySet<string>
  readonly search: string
  readonly onPick: (uri: string) => void
}

function Targets({ rows, headers, recent, search, onPick }: TargetsProps) {
  if (rows.length === 0) {
    return (
      <EmptyState icon={IconFileOff} title={search ? pickDestination.noneMatch : pickDestination.none}>
        {search ? pickDestination.noneMatchHint : pickDestination.noneHint}
      </EmptyState>
    )
  }
  return (
    <div className={classes.list}>
      <DataTable
        label={pickDestination.label}
        columns={columns(headers, recent)}
        rows={rows}
        rowKey={(row) => row.uri}
        onOpen={(row) => onPick(row.uri)}
      />
    </div>
  )
}

function columns(headers: readonly string[], recent: ReadonlySet<string>): readonly Column<Definition>[] {
  return [
    { key: 'name', title: pickDestination.name, render: (row) => <Name row={row} isRecent={recent.has(row.uri)} /> },
    { key: 'kind', title: pickDestination.kind, width: 90, render: (row) => KIND_WORDS[row.kind] },
    {
      key: 'object',
      title: pickDestination.object,
      width: 140,
      render: (row) => <span title={describeFamily(row)}>{row.parentName ?? FAMILY_WORDS[row.family]}</span>,
    },
    {
      key: 'fits',
      title: pickDestination.fits,
      width: 140,
      align: 'end',
      render: (row) => pickDestination.fitsOf(countMatches(row, headers), Object.keys(row.fields).length),
    },
    {
      key: 'sync',
      title: pickDestination.whenSent,
      width: 160,
      render: (row) => (row.isSyncTriggeredOnImport ? pickDestination.atOnce : pickDestination.staged),
    },
  ]
}

function Name({ row, isRecent }: { readonly row: Definition; readonly isRecent: boolean }) {
  return (
    <span title={row.name}>
      <span>{row.name}</span> {isRecent ? <span className={classes.recent}>{pickDestination.recent}</span> : null}
    </span>
  )
}
