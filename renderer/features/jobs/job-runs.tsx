import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { JobRun, SavedJob } from '../../../shared/jobs/job.ts'
import { jobWords } from '../../../shared/words/jobs.ts'
import { formatDuration } from '../../../shared/words/times.ts'
import { api } from '../../api.ts'
import { Failure } from '../../entities/failure/failure.tsx'
import { jobRunsQuery } from '../../entities/job/job-queries.ts'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { TimeText } from '../../ui/time-text.tsx'
import { go } from '../../window/navigation.ts'
import { RunEnd } from './job-state.tsx'
import classes from './jobs-screen.module.css'

/** The log of one job, the newest run first. */
export function JobRuns({ job: { jobId, name } }: { readonly job: SavedJob }) {
  const runs = useQuery(jobRunsQuery(jobId))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={classes.runs} aria-label={jobWords.log(name)} tabIndex={0}>
      <h2 className={classes.runsTitle} title={name}>
        {jobWords.log(name)}
      </h2>
      {runs.isPending ? <SkeletonRows rows={4} label={jobWords.loading} /> : null}
      {runs.error ? <Failure error={runs.error} onRetry={() => void runs.refetch()} inset /> : null}
      {runs.data?.length === 0 ? <p className={classes.note}>{jobWords.logNone}</p> : null}
      <ul className={classes.list} aria-label={jobWords.log(name)}>
        {runs.data?.map((run) => (
          <Run key={run.runId + run.startedAt} jobId={jobId} run={run} />
        ))}
      </ul>
    </section>
  )
}

function Run({ jobId, run }: { readonly jobId: string; readonly run: JobRun }) {
  const { runId, startedAt, endedAt, end, syncId, missed } = run
  const show = useMutation({ mutationFn: () => api.showJobFile({ jobId, runId }) })
  const made = jobWords.missed({ missed })
  const ms = Date.parse(endedAt) - Date.parse(startedAt)
  return (
    <li className={classes.run}>
      <span className={classes.when}>
        <TimeText value={startedAt} />
        {end.kind === 'skipped' ? null : <span className={classes.dim}>{formatDuration(Math.max(0, ms / 1_000))}</span>}
      </span>
      <span className={classes.what}>
        <RunEnd end={end} />
        {end.kind === 'done' ? (
          <span className={classes.dim} title={end.path}>
            {end.path}
          </span>
        ) : null}
        {made ? <span className={classes.dim}>{made}</span> : null}
        <span className={classes.links}>
          {end.kind === 'done' ? (
            <Button size="compact-xs" onClick={() => show.mutate()}>
              {jobWords.showFile}
            </Button>
          ) : null}
          {syncId === undefined ? null : (
            <Button size="compact-xs" onClick={() => go({ screen: 'sync', id: syncId })}>
              {jobWords.openSync}
            </Button>
          )}
        </span>
      </span>
    </li>
  )
}
