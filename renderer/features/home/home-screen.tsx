import { Button, Group } from '@mantine/core'
import { IconChecks, IconRefresh } from '@tabler/icons-react'
import { type ReactNode, useId, useState } from 'react'
import { homeWords } from '../../../shared/words/home.ts'
import { Failure } from '../../entities/failure/failure.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Page } from '../../ui/page.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { ToolButton } from '../../ui/tool-button.tsx'
import { useNow } from '../../ui/use-now.ts'
import { runCommand } from '../../window/commands.ts'
import { go } from '../../window/navigation.ts'
import { keyWords } from '../../window/platform.ts'
import classes from './home.module.css'
import { DefinitionLine, JobLine, TransferLine } from './other-lines.tsx'
import { ExpiringLine, TroubledLine } from './sync-lines.tsx'
import { useAttention } from './use-attention.ts'

const MOST_LINES = 6

/** What needs the user now, each with its reason and the one next step. No figures for their own sake. */
export function HomeScreen() {
  const { groups, failures, isSettled } = useGroups()
  const shown = groups.filter(({ lines }) => lines.length > 0)
  const isCalm = isSettled && shown.length === 0 && failures.length === 0
  return (
    <Page
      title={homeWords.title}
      context={homeWords.context}
      actions={
        <>
          <ToolButton
            icon={IconRefresh}
            label={homeWords.refresh}
            keys={keyWords('mod+R')}
            onClick={() => runCommand('refresh')}
          />
          <Button size="md" onClick={() => go({ screen: 'syncs', group: 'failed' })}>
            {homeWords.allFailed}
          </Button>
        </>
      }
    >
      {failures}
      {shown.map(({ title, lines }) => (
        <AttentionGroup key={title} title={title} lines={lines} />
      ))}
      {isCalm ? <Calm /> : null}
      {isSettled ? null : <SkeletonRows rows={shown.length > 0 ? 2 : 6} label={homeWords.loading} />}
    </Page>
  )
}

interface Lines {
  readonly title: string
  readonly lines: readonly ReactNode[]
}

/** What cannot be read says so, and hides nothing else. */
function useGroups() {
  const now = useNow(60_000)
  const { transfers, troubled, jobs, expiring, definitions, asked } = useAttention(now)
  const titles = homeWords.groups
  const groups: readonly Lines[] = [
    { title: titles.uploads, lines: transfers.map((one) => <TransferLine key={one.transferId} transfer={one} />) },
    { title: titles.syncs, lines: troubled.map((one) => <TroubledLine key={one.sync.id} troubled={one} />) },
    { title: titles.jobs, lines: jobs.map((job) => <JobLine key={job.jobId} job={job} />) },
    {
      title: titles.expiring,
      lines: expiring.map((one) => <ExpiringLine key={one.sync.id} result={one} now={now} />),
    },
    {
      title: titles.definitions,
      lines: definitions.map((one) => <DefinitionLine key={one.definition.uri} ending={one} now={now} />),
    },
  ]
  return { groups, failures: failuresOf(asked), isSettled: asked.every(({ isPending }) => !isPending) }
}

interface Asked {
  readonly error: Parameters<typeof Failure>[0]['error'] | null
  readonly isFetching: boolean
  readonly refetch: () => unknown
}

/** One failure for each cause: a lost connection fails everything that asks Eloqua. */
function failuresOf(queries: readonly Asked[]): readonly ReactNode[] {
  const byCause = new Map<string, ReactNode>()
  for (const { error, isFetching, refetch } of queries) {
    if (!error || byCause.has(error.code)) continue
    byCause.set(
      error.code,
      <Failure key={error.code} error={error} onRetry={() => void refetch()} retrying={isFetching} inset />,
    )
  }
  return [...byCause.values()]
}

function AttentionGroup({ title, lines }: Lines) {
  const id = useId()
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? lines : lines.slice(0, MOST_LINES)
  return (
    <section className={classes.group} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul className={classes.lines}>{shown}</ul>
      {lines.length > shown.length ? (
        <Button variant="subtle" size="xs" onClick={() => setWhole(true)}>
          {homeWords.more(lines.length - shown.length)}
        </Button>
      ) : null}
    </section>
  )
}

function Calm() {
  return (
    <EmptyState
      icon={IconChecks}
      title={homeWords.calm}
      action={
        <Group gap="sm" justify="center">
          <Button size="md" variant="filled" onClick={() => runCommand('open-csv')}>
            {homeWords.openFiles}
          </Button>
          <Button size="md" onClick={() => go({ screen: 'syncs' })}>
            {homeWords.openSyncs}
          </Button>
        </Group>
      }
    >
      {homeWords.calmHint}
    </EmptyState>
  )
}
