import { TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Definition, type DefinitionRef, FAMILY_WORDS, KIND_WORDS } from '../../../shared/definition.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { Failure } from '../../components/failure.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { definitionsQuery } from '../../definition-queries.ts'
import { recentTargetsQuery } from './queries.ts'
import classes from './upload.module.css'

interface PickTargetProps {
  readonly headers: readonly string[]
  readonly onPick: (uri: string) => void
  readonly pending: boolean
}

type Row = Pick<Definition, 'name' | 'fields' | 'parentName'> & DefinitionRef

/** Imports and sync actions to send to, those whose fields the file has first. */
export function PickTarget({ headers, onPick, pending }: PickTargetProps) {
  const [search, setSearch] = useState('')
  const [settled] = useDebouncedValue(search, 200)
  const definitions = useQuery(definitionsQuery({ kinds: ['import', 'syncAction'], search: settled.trim() }))
  const recent = useQuery(recentTargetsQuery())
  const recentUris = new Set(recent.data?.map((definition) => definition.uri))
  const rows = [...(definitions.data ?? [])].sort(
    (a, b) => Number(recentUris.has(b.uri)) - Number(recentUris.has(a.uri)) || fits(b, headers) - fits(a, headers),
  )
  return (
    <div className={classes.pick}>
      <TextInput
        label="Which definition shall receive this file?"
        placeholder="Search imports and sync actions by name"
        leftSection={<IconSearch size={16} stroke={1.5} />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        data-autofocus
      />
      {definitions.isPending || pending ? <SkeletonRows rows={6} label="Reading definitions" /> : null}
      {definitions.error ? <Failure error={definitions.error} onRetry={() => void definitions.refetch()} /> : null}
      {definitions.data && !pending ? (
        <div className={classes.pickList}>
          {rows.length === 0 ? <p className={classes.dim}>No import or sync action has that in its name.</p> : null}
          {rows.length > 0 ? (
            <DataTable
              label="Definitions that take files"
              columns={columns(headers, recentUris)}
              rows={rows}
              rowKey={(row) => row.uri}
              onOpen={(row) => onPick(row.uri)}
            />
          ) : null}
        </div>
      ) : null}
    </div>
  )
}

/** How many of the definition's fields the file has a column for, by name. */
function matches(definition: Pick<Row, 'fields'>, headers: readonly string[]): number {
  const names = new Set(headers.map(plain))
  return Object.keys(definition.fields).filter((field) => names.has(plain(field))).length
}

/** 1 where fields and columns are the same names, 0 where they share none: what lists the likely targets first. */
function fits(definition: Pick<Row, 'fields'>, headers: readonly string[]): number {
  const shared = matches(definition, headers)
  return shared / Math.max(1, Object.keys(definition.fields).length + headers.length - shared)
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

function columns(headers: readonly string[], recent: ReadonlySet<string>): readonly Column<Row>[] {
  return [
    { key: 'name', title: 'Definition', render: (row) => row.name },
    { key: 'kind', title: 'Kind', width: 110, render: (row) => KIND_WORDS[row.kind] },
    { key: 'object', title: 'Object', width: 200, render: (row) => row.parentName ?? FAMILY_WORDS[row.family] },
    {
      key: 'fits',
      title: 'Fields this file has',
      width: 150,
      align: 'end',
      render: (row) => `${matches(row, headers)} of ${Object.keys(row.fields).length}`,
    },
    { key: 'recent', title: 'Used', width: 90, render: (row) => (recent.has(row.uri) ? 'recently' : '') },
  ]
}
