import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { IconDatabaseOff, IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Sync } from '../../../shared/eloqua/sync.ts'
import { keptRunsWords } from '../../../shared/words/result-rows.ts'
import { resultsWords } from '../../../shared/words/results.ts'
import { useActiveConnection } from '../../entities/connection/connections.ts'
import { useKept, useKeptPlace } from '../../entities/connection/use-kept.ts'
import { Failure } from '../../entities/failure/failure.tsx'
import { syncsQuery, useSyncEvents } from '../../entities/sync/sync-queries.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Page } from '../../ui/page.tsx'
import { Pager } from '../../ui/pager.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { ToolButton } from '../../ui/tool-button.tsx'
import { runCommand, useCommand } from '../../window/commands.ts'
import { go, replaceRoute } from '../../window/navigation.ts'
import { keyWords } from '../../window/platform.ts'
import { KeptRuns } from './kept/kept-runs.tsx'
import { ResultRows } from './result-rows.tsx'
import classes from './results-screen.module.css'

/** Results that can be opened: those Eloqua still has, and those kept on this computer. */
export function ResultsScreen({ place = 'eloqua' }: { readonly place?: 'eloqua' | 'kept' }) {
  const isKept = place === 'kept'
  return (
    <Page
      title={resultsWords.title}
      context={isKept ? keptRunsWords.context : resultsWords.context}
      beside={<PlaceChoice place={place} />}
      fill
      actions={
        <>
          <OpenByNumber />
          <ToolButton
            icon={IconRefresh}
            label={resultsWords.refresh}
            keys={keyWords('mod+R')}
            onClick={() => runCommand('refresh')}
          />
        </>
      }
    >
      {isKept ? <KeptRuns /> : <ResultsInEloqua />}
    </Page>
  )
}

function PlaceChoice({ place }: { readonly place: 'eloqua' | 'kept' }) {
  return (
    <SegmentedControl
      aria-label={keptRunsWords.place}
      data={[
        { value: 'eloqua', label: keptRunsWords.inEloqua },
        { value: 'kept', label: keptRunsWords.here },
      ]}
      value={place}
      onChange={(value) => replaceRoute(value === 'kept' ? { screen: 'results', place: value } : { screen: 'results' })}
    />
  )
}

/** The exports whose data Eloqua may still have. */
function ResultsInEloqua() {
  const user = useActiveConnection()?.user
  const [offset, setOffset] = useKept('results', 0)
  const place = useKeptPlace('results')
  const query = useQuery(syncsQuery({ offset }))
  const refresh = () => void query.refetch()
  useSyncEvents()
  useCommand('refresh', refresh)
  const exports = query.data?.items.filter(hasResult)
  return (
    <>
      {query.error ? <Failure error={query.error} onRetry={refresh} retrying={query.isFetching} /> : null}
      {exports ? (
        exports.length > 0 ? (
          <ResultRows syncs={exports} user={user} place={place} />
        ) : (
          <NoResults isFirstPage={offset === 0} />
        )
      ) : query.error ? null : (
        <SkeletonRows rows={16} label={resultsWords.loading} />
      )}
      {query.data ? (
        <Pager page={query.data} noun={resultsWords.noun} onGo={setOffset} isFetching={query.isPlaceholderData} />
      ) : null}
    </>
  )
}

function hasResult(sync: Sync): boolean {
  return sync.definition?.kind === 'export' && (sync.status === 'success' || sync.status === 'warning')
}

function NoResults({ isFirstPage }: { readonly isFirstPage: boolean }) {
  return (
    <EmptyState
      icon={IconDatabaseOff}
      title={resultsWords.none(isFirstPage)}
      action={
        <Button variant="filled" size="md" onClick={() => go({ screen: 'new-sync' })}>
          {resultsWords.newSync}
        </Button>
      }
    >
      {resultsWords.noneHint}
    </EmptyState>
  )
}

function OpenByNumber() {
  const [text, setText] = useState('')
  const [isWrong, setWrong] = useState(false)

  function submit(event: FormEvent) {
    event.preventDefault()
    const match = /^(?:\/?syncs\/)?#?([1-9]\d{0,14})$/i.exec(text.trim())
    setWrong(!match)
    if (match) go({ screen: 'sync', id: Number(match[1]), tab: 'data' })
  }

  return (
    <form className={classes.open} onSubmit={submit}>
      <TextInput
        aria-label={resultsWords.openLabel}
        placeholder={resultsWords.openHint}
        value={text}
        error={isWrong}
        title={isWrong ? resultsWords.openInvalid : undefined}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setWrong(false)
        }}
      />
      <Button type="submit">{resultsWords.open}</Button>
    </form>
  )
}
