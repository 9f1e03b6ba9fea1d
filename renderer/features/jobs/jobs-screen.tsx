import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconCalendarRepeat, IconDots } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { SavedJob } from '../../../shared/jobs/job.ts'
import { jobWords } from '../../../shared/words/jobs.ts'
import { Failure } from '../../entities/failure/failure.tsx'
import { JobForm } from '../../entities/job/job-form.tsx'
import { jobsQuery, useJobEvents } from '../../entities/job/job-queries.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Page } from '../../ui/page.tsx'
import type { RowMenuItem } from '../../ui/row-menu.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { TimeText } from '../../ui/time-text.tsx'
import { useCommand } from '../../window/commands.ts'
import { go } from '../../window/navigation.ts'
import { JobRuns } from './job-runs.tsx'
import { JobState } from './job-state.tsx'
import classes from './jobs-screen.module.css'
import { useJobActions } from './use-job-actions.tsx'

/** The exports that run again by themselves, and what became of each run. */
export function JobsScreen({ jobId }: { readonly jobId?: string }) {
  const [chosen, choose] = useState(jobId)
  const [asked, noteAsked] = useState(jobId)
  if (asked !== jobId) {
    noteAsked(jobId)
    choose(jobId)
  }
  const [edited, edit] = useState<SavedJob>()
  useJobEvents()
  const jobs = useQuery(jobsQuery())
  useCommand('refresh', () => void jobs.refetch())
  const actions = useJobActions(edit)
  const shown = jobs.data?.find(({ jobId }) => jobId === chosen) ?? jobs.data?.[0]
  return (
    <Page title={jobWords.title} context={jobWords.whileOpen} fill>
      {jobs.isPending ? <SkeletonRows rows={6} label={jobWords.loading} /> : null}
      {jobs.error && !jobs.data ? <Failure error={jobs.error} onRetry={() => void jobs.refetch()} /> : null}
      {jobs.data && !shown ? <NoJobs /> : null}
      {jobs.data && shown ? (
        <div className={classes.split}>
          <DataTable
            label={jobWords.title}
            columns={[...COLUMNS, actionsColumn(actions)]}
            rows={jobs.data}
            rowKey={({ jobId }) => jobId}
            onOpen={({ jobId }) => choose(jobId)}
            isSelected={({ jobId }) => jobId === shown.jobId}
            rowMenu={{ label: ({ name }) => jobWords.actions(name), items: actions }}
          />
          <JobRuns key={shown.jobId} job={shown} />
        </div>
      ) : null}
      {edited ? (
        <JobForm
          subject={{ kind: 'saved', job: edited }}
          onSaved={() => edit(undefined)}
          onClose={() => edit(undefined)}
        />
      ) : null}
    </Page>
  )
}

function NoJobs() {
  return (
    <EmptyState
      icon={IconCalendarRepeat}
      title={jobWords.none}
      action={
        <Button size="md" variant="filled" onClick={() => go({ screen: 'definitions' })}>
          {jobWords.toDefinitions}
        </Button>
      }
    >
      {jobWords.noneHint}
    </EmptyState>
  )
}

const COLUMNS: readonly Column<SavedJob>[] = [
  { key: 'name', title: jobWords.name, render: ({ name, definition }) => <span title={definition.name}>{name}</span> },
  { key: 'schedule', title: jobWords.schedule, width: 150, render: ({ schedule }) => jobWords.every(schedule) },
  {
    key: 'next',
    title: jobWords.next,
    width: 112,
    render: ({ paused, dueAt }) => (paused ? jobWords.paused : <TimeText value={dueAt} />),
  },
  { key: 'last', title: jobWords.last, width: 160, render: (job): ReactNode => <JobState job={job} /> },
]

function actionsColumn(actions: (job: SavedJob) => readonly RowMenuItem[]): Column<SavedJob> {
  return {
    key: 'actions',
    title: jobWords.actions(''),
    untitled: true,
    width: 64,
    align: 'end',
    render: (job) => <ActionsMenu label={jobWords.actions(job.name)} items={actions(job)} />,
  }
}

function ActionsMenu({ label, items }: { readonly label: string; readonly items: readonly RowMenuItem[] }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={label}>
          <IconDots size={16} stroke={1.5} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {items.map(({ label: title, onChoose, icon: Icon, isDanger }) => (
          <Menu.Item
            key={title}
            color={isDanger ? 'red' : undefined}
            leftSection={Icon ? <Icon size={16} stroke={1.5} aria-hidden /> : undefined}
            onClick={onChoose}
          >
            {title}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
