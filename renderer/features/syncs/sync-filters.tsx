import { Checkbox, NativeSelect, TextInput, Tooltip } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useRef } from 'react'
import type { DefinitionKind } from '../../../shared/eloqua/definition.ts'
import { focusField } from '../../ui/focus-field.ts'
import { useCommand } from '../../window/commands.ts'
import type { LoadedFilter } from './filter-syncs.ts'
import classes from './syncs-screen.module.css'

const STATUSES = [
  { value: '', label: 'Any status' },
  { value: 'pending', label: 'Pending' },
  { value: 'active', label: 'Active' },
  { value: 'success', label: 'Success' },
  { value: 'warning', label: 'Warning' },
  { value: 'error', label: 'Error' },
]
const KINDS = [
  { value: '', label: 'Any kind' },
  { value: 'export', label: 'Exports' },
  { value: 'import', label: 'Imports' },
  { value: 'syncAction', label: 'Sync actions' },
]
const AMONG_LOADED = 'Eloqua cannot filter by this: it applies to the syncs loaded on this page.'

interface SyncFiltersProps {
  readonly status: string
  readonly onStatus: (status: string) => void
  readonly filter: LoadedFilter
  readonly onFilter: (filter: LoadedFilter) => void
  /** Who is signed in; without it "Mine" makes no sense. */
  readonly user: string | undefined
}

/** The status is asked of Eloqua; the rest narrows what is loaded, and says so. */
export function SyncFilters({ status, onStatus, filter, onFilter, user }: SyncFiltersProps) {
  const find = useRef<HTMLInputElement>(null)
  useCommand('find', () => focusField(find.current))
  return (
    <search className={classes.filters} aria-label="Filter syncs">
      <NativeSelect
        aria-label="Status"
        data={STATUSES}
        value={status}
        onChange={(event) => onStatus(event.currentTarget.value)}
      />
      <span className={classes.among}>On this page:</span>
      <Tooltip label={AMONG_LOADED} multiline maw={280}>
        <NativeSelect
          aria-label="Kind, on this page"
          data={KINDS}
          value={filter.kind ?? ''}
          onChange={(event) => onFilter({ ...filter, kind: readKind(event.currentTarget.value) })}
        />
      </Tooltip>
      <TextInput
        ref={find}
        className={classes.find}
        aria-label="Find on this page"
        placeholder="Find by name, number, user"
        leftSection={<IconSearch size={14} stroke={1.5} aria-hidden />}
        value={filter.search}
        onChange={(event) => onFilter({ ...filter, search: event.currentTarget.value })}
        onKeyDown={(event) => event.key === 'Escape' && onFilter({ ...filter, search: '' })}
      />
      <Checkbox
        label="Mine"
        checked={filter.user !== undefined}
        disabled={user === undefined}
        onChange={(event) => onFilter({ ...filter, user: event.currentTarget.checked ? user : undefined })}
      />
    </search>
  )
}

function readKind(value: string): DefinitionKind | undefined {
  return value === 'export' || value === 'import' || value === 'syncAction' ? value : undefined
}
