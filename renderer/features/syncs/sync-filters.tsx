import { Checkbox, NativeSelect, TextInput, Tooltip } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useRef } from 'react'
import type { DefinitionKind } from '../../../shared/eloqua/definition.ts'
import { SYNC_STATE_WORDS } from '../../../shared/words/states.ts'
import { syncFilterWords } from '../../../shared/words/syncs.ts'
import { focusField } from '../../ui/focus-field.ts'
import { useCommand } from '../../window/commands.ts'
import type { LoadedFilter } from './filter-syncs.ts'
import classes from './syncs-screen.module.css'

const words = syncFilterWords
const STATUSES = [
  { value: '', label: words.anyStatus },
  ...Object.entries(SYNC_STATE_WORDS).map(([value, label]) => ({ value, label })),
]
const KINDS = [
  { value: '', label: words.anyKind },
  ...Object.entries(words.kinds).map(([value, label]) => ({ value, label })),
]

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
    <search className={classes.filters} aria-label={words.label}>
      <NativeSelect
        aria-label={words.status}
        data={STATUSES}
        value={status}
        onChange={(event) => onStatus(event.currentTarget.value)}
      />
      <span className={classes.among}>{words.amongLoaded}</span>
      <Tooltip label={words.amongLoadedHint} multiline maw={280}>
        <NativeSelect
          aria-label={words.kind}
          data={KINDS}
          value={filter.kind ?? ''}
          onChange={(event) => onFilter({ ...filter, kind: readKind(event.currentTarget.value) })}
        />
      </Tooltip>
      <TextInput
        ref={find}
        className={classes.find}
        aria-label={words.find}
        placeholder={words.findHint}
        leftSection={<IconSearch size={14} stroke={1.5} aria-hidden />}
        value={filter.search}
        onChange={(event) => onFilter({ ...filter, search: event.currentTarget.value })}
        onKeyDown={(event) => event.key === 'Escape' && onFilter({ ...filter, search: '' })}
      />
      <Checkbox
        label={words.mine}
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
