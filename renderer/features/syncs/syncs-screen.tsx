import { Button, VisuallyHidden } from '@mantine/core'
import { IconPlus, IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { FoundSyncs } from '../../../shared/eloqua/sync-index.ts'
import { syncSearchWords } from '../../../shared/words/sync-search.ts'
import { syncsWords } from '../../../shared/words/syncs.ts'
import { useActiveConnection } from '../../entities/connection/connections.ts'
import { Failure } from '../../entities/failure/failure.tsx'
import { foundSyncsQuery, useFreshSyncs } from '../../entities/sync/found-syncs.ts'
import { useSyncEvents } from '../../entities/sync/sync-queries.ts'
import { Page } from '../../ui/page.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { ToolButton } from '../../ui/tool-button.tsx'
import { useCommand } from '../../window/commands.ts'
import { go, type SyncGroup } from '../../window/navigation.ts'
import { keyWords } from '../../window/platform.ts'
import { NoMatch, NoSyncs } from './no-syncs.tsx'
import { SyncFilters } from './sync-filters.tsx'
import { SyncGroups } from './sync-groups.tsx'
import { SyncReach } from './sync-reach.tsx'
import { SyncRows } from './sync-rows.tsx'
import { SyncStrip } from './sync-strip.tsx'
import classes from './syncs-screen.module.css'
import { useSyncSearch } from './use-sync-search.ts'

/** All syncs that Eloqua keeps, as far as they were read. `group`: the syncs that the user came for. */
export function SyncsScreen({ group }: { readonly group?: SyncGroup }) {
  const user = useActiveConnection()?.user
  const view = useSyncSearch(group)
  const { data: found } = useQuery(foundSyncsQuery(view.asked, 0))
  const fresh = useFreshSyncs(found?.items ?? [])
  const refresh = () => void fresh.refetch()
  useSyncEvents()
  useCommand('refresh', refresh)
  useCommand('primary', newSync)
  // An index that knows nothing says nothing until the first page has come.
  const shown = found && (found.index.count > 0 || fresh.isSuccess) ? found : undefined
  return (
    <Page
      title={syncsWords.title}
      context={syncsWords.context(shown?.index.count, view.isFiltered ? shown?.total : undefined)}
      fill
      actions={
        <>
          <ToolButton icon={IconRefresh} label={syncsWords.refresh} keys={keyWords('mod+R')} onClick={refresh} />
          <Button size="md" variant="filled" leftSection={<IconPlus size={16} stroke={1.5} />} onClick={newSync}>
            {syncsWords.newSync}
          </Button>
        </>
      }
    >
      <SyncFilters search={view.search} onChange={view.change} user={user} />
      {fresh.error ? <Failure error={fresh.error} onRetry={refresh} retrying={fresh.isFetching} inset /> : null}
      {shown ? <Found found={shown} view={view} /> : null}
      {shown || fresh.error ? null : <SkeletonRows rows={18} label={syncsWords.loading} />}
    </Page>
  )
}

interface FoundProps {
  readonly found: FoundSyncs
  readonly view: ReturnType<typeof useSyncSearch>
}

function Found({ found, view }: FoundProps) {
  const { search, asked, change, isFiltered } = view
  return (
    <>
      <div className={classes.overview}>
        <SyncGroups group={search.group} counts={found.counts} onGroup={(group) => change({ group })} />
        <SyncStrip days={found.strip} chosen={search.from} onChoose={(day) => change({ from: day, to: day })} />
      </div>
      <SyncReach index={found.index} />
      {notesOf(found).map((note) => (
        <p key={note} className={classes.reach}>
          {note}
        </p>
      ))}
      <VisuallyHidden role="status">{isFiltered ? syncSearchWords.found(found.total) : ''}</VisuallyHidden>
      {found.total > 0 ? (
        <SyncRows
          search={asked}
          found={found}
          onSort={(sort) => change({ sort })}
          onText={(text) => change({ text })}
        />
      ) : isFiltered ? (
        <NoMatch search={asked} isWhole={found.index.isWhole} onChange={change} />
      ) : (
        <NoSyncs />
      )}
    </>
  )
}

/** How a typed day was understood, and of how many syncs a figure is missing that the search asks about. */
function notesOf({ typedDays, unknownRejected, unknownRows }: FoundSyncs): readonly string[] {
  const words = syncSearchWords
  return [
    typedDays ? [words.typedDays(typedDays)] : [],
    unknownRejected > 0 ? [words.unknownRejected(unknownRejected)] : [],
    unknownRows > 0 ? [words.unknownRows(unknownRows)] : [],
  ].flat()
}

function newSync() {
  go({ screen: 'new-sync' })
}
