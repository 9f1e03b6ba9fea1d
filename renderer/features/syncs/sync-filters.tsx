import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { IconSearch, IconX } from '@tabler/icons-react'
import { useRef } from 'react'
import type { DefinitionKind } from '../../../shared/eloqua/definition.ts'
import { syncSearchWords } from '../../../shared/words/sync-search.ts'
import { syncFilterWords } from '../../../shared/words/syncs.ts'
import type { SyncSearch } from '../../entities/sync/found-syncs.ts'
import { focusField } from '../../ui/focus-field.ts'
import { useCommand } from '../../window/commands.ts'
import classes from './syncs-screen.module.css'

const words = syncSearchWords
const KINDS = [
  { value: '', label: syncFilterWords.anyKind },
  ...Object.entries(syncFilterWords.kinds).map(([value, label]) => ({ value, label })),
]
const REJECTED = [
  { value: '', label: words.anyRejected },
  ...[1, 10, 100, 1_000, 10_000].map((least) => ({ value: String(least), label: words.atLeastRejected(least) })),
]

interface SyncFiltersProps {
  readonly search: SyncSearch
  readonly onChange: (change: Partial<SyncSearch>) => void
  /** Who is signed in; without it "Mine" makes no sense. */
  readonly user: string | undefined
}

/** Searches all syncs of the year, and not only those in sight. */
export function SyncFilters({ search, onChange, user }: SyncFiltersProps) {
  const find = useRef<HTMLInputElement>(null)
  useCommand('find', () => focusField(find.current))
  return (
    <search className={classes.filters} aria-label={words.label}>
      <TextInput
        ref={find}
        className={classes.find}
        aria-label={words.label}
        placeholder={words.findHint}
        leftSection={<IconSearch size={14} stroke={1.5} aria-hidden />}
        value={search.text}
        onChange={(event) => onChange({ text: event.currentTarget.value })}
        onKeyDown={(event) => event.key === 'Escape' && onChange({ text: '' })}
      />
      <NativeSelect
        aria-label={syncFilterWords.kind}
        data={KINDS}
        value={search.kind ?? ''}
        onChange={(event) => onChange({ kind: readKind(event.currentTarget.value) })}
      />
      <NativeSelect
        aria-label={words.rejected}
        data={REJECTED}
        value={String(search.minRejected ?? '')}
        onChange={(event) => onChange({ minRejected: Number(event.currentTarget.value) || undefined })}
      />
      <Checkbox
        label={syncFilterWords.mine}
        title={syncFilterWords.mineTitle(user)}
        checked={search.user !== undefined}
        disabled={user === undefined}
        onChange={(event) => onChange({ user: event.currentTarget.checked ? user : undefined })}
      />
      {search.from === undefined ? null : (
        <Button
          variant="light"
          aria-label={words.showAllDays}
          title={words.showAllDays}
          rightSection={<IconX size={14} stroke={1.5} aria-hidden />}
          onClick={() => onChange({ from: undefined, to: undefined })}
        >
          {words.dayName(new Date(`${search.from}T00:00`))}
        </Button>
      )}
    </search>
  )
}

function readKind(value: string): DefinitionKind | undefined {
  return value === 'export' || value === 'import' || value === 'syncAction' ? value : undefined
}
