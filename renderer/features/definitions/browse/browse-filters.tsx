import { NativeSelect, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useMemo, useRef } from 'react'
import type { Family } from '../../../../shared/eloqua/definition.ts'
import type { DefinitionSummary } from '../../../../shared/eloqua/definition-index.ts'
import { browseWords } from '../../../../shared/words/definition-browse.ts'
import { HEALTH_BADGES } from '../../../../shared/words/definition-health.ts'
import { definitionListWords, FAMILY_WORDS } from '../../../../shared/words/definitions.ts'
import { focusField } from '../../../ui/focus-field.ts'
import { useCommand } from '../../../window/commands.ts'
import classes from './browse.module.css'
import type { AgeFilter, DefinitionFilter } from './filter-definitions.ts'

interface BrowseFiltersProps {
  readonly items: readonly DefinitionSummary[]
  readonly filter: DefinitionFilter
  readonly onFilter: (filter: DefinitionFilter) => void
}

/** The search and the filters above the list. */
export function BrowseFilters({ items, filter, onFilter }: BrowseFiltersProps) {
  const field = useRef<HTMLInputElement>(null)
  useCommand('find', () => focusField(field.current))
  const owners = useMemo(() => [...new Set(items.flatMap(({ createdBy }) => createdBy ?? []))].sort(), [items])
  const choices = [
    { key: 'kind', all: browseWords.anyKind, options: pairs(definitionListWords.kinds, 'all') },
    { key: 'family', all: browseWords.anyObject, options: pairs(FAMILY_WORDS) },
    { key: 'owner', all: browseWords.anyOwner, options: owners.map((name) => ({ value: name, label: name })) },
    { key: 'age', all: browseWords.anyAge, options: pairs(browseWords.ages) },
    { key: 'health', all: browseWords.anyHealth, options: healthOptions() },
  ] as const
  return (
    <search className={classes.head}>
      <TextInput
        ref={field}
        aria-label={definitionListWords.search}
        placeholder={definitionListWords.searchHint}
        leftSection={<IconSearch size={14} stroke={1.5} aria-hidden />}
        value={filter.search}
        onChange={(event) => onFilter({ ...filter, search: event.currentTarget.value })}
        onKeyDown={(event) => event.key === 'Escape' && onFilter({ ...filter, search: '' })}
      />
      <div className={classes.filters}>
        {choices.map(({ key, all, options }) => (
          <NativeSelect
            key={key}
            aria-label={browseWords.filterBy[key]}
            data={[{ value: '', label: all }, ...options]}
            value={filter[key] ?? ''}
            onChange={(event) => onFilter({ ...filter, ...chosen(key, event.currentTarget.value) })}
          />
        ))}
      </div>
    </search>
  )
}

function pairs(words: Readonly<Record<string, string>>, without?: string) {
  return Object.entries(words)
    .filter(([value]) => value !== without)
    .map(([value, label]) => ({ value, label }))
}

function healthOptions() {
  return Object.entries(HEALTH_BADGES).map(([value, { word }]) => ({ value, label: word }))
}

/** Every value comes from the options above; an empty one is "any". */
function chosen(key: keyof DefinitionFilter, value: string): Partial<DefinitionFilter> {
  return { [key]: value === '' ? undefined : (value as Family & AgeFilter) }
}
