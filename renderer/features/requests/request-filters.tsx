import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useMemo, useRef } from 'react'
import type { RequestEntry, RequestFeature } from '../../../shared/contract/request-log.ts'
import { FEATURE_WORDS, requestWords as words } from '../../../shared/words/requests.ts'
import { focusField } from '../../ui/focus-field.ts'
import { useCommand } from '../../window/commands.ts'
import type { RequestFilter } from './filter-requests.ts'
import classes from './requests-screen.module.css'

interface RequestFiltersProps {
  readonly entries: readonly RequestEntry[]
  readonly filter: RequestFilter
  readonly onFilter: (filter: RequestFilter) => void
}

export function RequestFilters({ entries, filter, onFilter }: RequestFiltersProps) {
  const field = useRef<HTMLInputElement>(null)
  useCommand('find', () => focusField(field.current))
  const features = useMemo(() => [...new Set(entries.map(({ feature }) => feature))].sort(), [entries])
  return (
    <search className={classes.filters} aria-label={words.find}>
      <TextInput
        ref={field}
        className={classes.find}
        aria-label={words.find}
        placeholder={words.findHint}
        leftSection={<IconSearch size={14} stroke={1.5} aria-hidden />}
        value={filter.text}
        onChange={(event) => onFilter({ ...filter, text: event.currentTarget.value })}
        onKeyDown={(event) => event.key === 'Escape' && onFilter({ ...filter, text: '' })}
      />
      <NativeSelect
        aria-label={words.feature}
        data={[
          { value: '', label: words.anyFeature },
          ...features.map((value) => ({ value, label: FEATURE_WORDS[value] })),
        ]}
        value={filter.feature ?? ''}
        onChange={(event) => onFilter({ ...filter, feature: readFeature(event.currentTarget.value) })}
      />
      <Checkbox
        label={words.onlyFailed}
        checked={filter.onlyFailed}
        onChange={(event) => onFilter({ ...filter, onlyFailed: event.currentTarget.checked })}
      />
    </search>
  )
}

/** Every value comes from the options above; an empty one is "all". */
function readFeature(value: string): RequestFeature | undefined {
  return value in FEATURE_WORDS ? (value as RequestFeature) : undefined
}
