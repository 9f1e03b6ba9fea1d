import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleX,
  IconPlayerPause,
  IconProgress,
  type TablerIcon,
} from '@tabler/icons-react'
import type { JobEnd, SavedJob } from '../../../shared/jobs/job.ts'
import { jobWords } from '../../../shared/words/jobs.ts'
import { StateBadge, type Tone } from '../../ui/state-badge.tsx'

const ENDS: Readonly<Record<JobEnd['kind'], { readonly tone: Tone; readonly icon: TablerIcon }>> = {
  done: { tone: 'green', icon: IconCircleCheck },
  failed: { tone: 'red', icon: IconCircleX },
  'sync-failed': { tone: 'red', icon: IconCircleX },
  skipped: { tone: 'amber', icon: IconAlertTriangle },
  canceled: { tone: 'grey', icon: IconCircleX },
  interrupted: { tone: 'amber', icon: IconAlertTriangle },
}

/** How a run ended, in words. */
export function RunEnd({ end }: { readonly end: JobEnd }) {
  const words = jobWords.end(end)
  return (
    <span title={words}>
      <StateBadge {...ENDS[end.kind]} word={words} plain />
    </span>
  )
}

/** What a job does now, or how its last run ended. */
export function JobState({ job: { current, lastRun, paused } }: { readonly job: SavedJob }) {
  if (current?.waits) return <StateBadge tone="amber" icon={IconAlertTriangle} word={jobWords.waits} plain />
  if (current) return <StateBadge tone="blue" icon={IconProgress} word={jobWords.running} plain />
  if (lastRun) return <RunEnd end={lastRun.end} />
  return paused ? <StateBadge tone="grey" icon={IconPlayerPause} word={jobWords.paused} plain /> : jobWords.neverRan
}
