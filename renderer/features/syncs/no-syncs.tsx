import { Button, Group } from '@mantine/core'
import { IconFilterOff, IconRefreshDot, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { syncsWords } from '../../../shared/words/syncs.ts'
import { foundSyncsQuery, type SyncSearch } from '../../entities/sync/found-syncs.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { go } from '../../window/navigation.ts'
import { asAsked, type ForcedFilter, filtersOf, NO_FILTER } from './search-filters.ts'
import classes from './syncs-screen.module.css'

interface NoMatchProps {
  readonly search: SyncSearch
  /** Every sync of the year was read. */
  readonly isWhole: boolean
  readonly onChange: (change: Partial<SyncSearch>) => void
}

/** Nothing fits: each filter that may be in the way, and how many syncs there would be without it. */
export function NoMatch({ search, isWhole, onChange }: NoMatchProps) {
  const filters = filtersOf(search)
  return (
    <EmptyState
      icon={IconFilterOff}
      title={syncsWords.noneMatch}
      action={
        <Group gap="xs" justify="center">
          {filters.map((filter) => (
            <RemoveFilter key={filter.name} filter={filter} search={search} onChange={onChange} />
          ))}
          {filters.length > 1 ? (
            <Button variant="subtle" onClick={() => onChange(NO_FILTER)}>
              {syncsWords.clearFilters}
            </Button>
          ) : null}
        </Group>
      }
    >
      {syncsWords.noneMatchHint(isWhole)}
    </EmptyState>
  )
}

interface RemoveFilterProps extends Pick<NoMatchProps, 'search' | 'onChange'> {
  readonly filter: ForcedFilter
}

function RemoveFilter({ filter: { name, without }, search, onChange }: RemoveFilterProps) {
  const { data } = useQuery(foundSyncsQuery(asAsked({ ...search, ...without }), 0))
  return (
    <Button leftSection={<IconX size={14} stroke={1.5} aria-hidden />} onClick={() => onChange(without)}>
      {syncsWords.removeFilter(name)} <span className={classes.wouldFind}>{syncsWords.wouldFind(data?.total)}</span>
    </Button>
  )
}

/** Eloqua has none. */
export function NoSyncs() {
  return (
    <EmptyState
      icon={IconRefreshDot}
      title={syncsWords.none}
      action={
        <Button variant="filled" size="md" onClick={() => go({ screen: 'new-sync' })}>
          {syncsWords.newSync}
        </Button>
      }
    >
      {syncsWords.noneHint}
    </EmptyState>
  )
}
