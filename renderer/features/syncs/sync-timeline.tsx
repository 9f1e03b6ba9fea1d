import { isFinal, type Sync } from '../../../shared/eloqua/sync.ts'
import { type SyncState, stateOf } from '../../../shared/eloqua/sync-index.ts'
import { syncWords } from '../../../shared/words/syncs.ts'
import { formatDuration } from '../../../shared/words/times.ts'
import { useNow } from '../../ui/use-now.ts'
import { ExactTime } from './exact-time.tsx'
import classes from './sync-timeline.module.css'

/** created → started → ended, with how long each step took; a running step counts on. */
export function SyncTimeline({ sync }: { readonly sync: Sync }) {
  const hasEnded = isFinal(sync.status)
  const now = useNow(hasEnded ? 60_000 : 1_000).getTime()
  const { createdAt, syncStartedAt, syncEndedAt } = sync
  return (
    <ol className={classes.line} aria-label={syncWords.timeline}>
      <Point
        name={syncWords.created}
        at={createdAt}
        took={between(createdAt, syncStartedAt, hasEnded ? undefined : now)}
      />
      <Point
        name={syncWords.started}
        at={syncStartedAt}
        missing={hasEnded ? syncWords.notGiven : syncWords.waiting}
        took={between(syncStartedAt, syncEndedAt, hasEnded ? undefined : now)}
      />
      <Point
        name={syncWords.ended}
        at={syncEndedAt}
        missing={hasEnded ? syncWords.notGiven : syncWords.running}
        state={stateOf(sync.status)}
      />
    </ol>
  )
}

interface PointProps {
  readonly name: string
  readonly at: string | undefined
  /** Said in place of the time. */
  readonly missing?: string
  /** How long it was until the next point. */
  readonly took?: string
  /** How the sync ended, at its last point. */
  readonly state?: SyncState
}

function Point({ name, at, missing, took, state }: PointProps) {
  return (
    <li className={classes.point} data-reached={at ? true : undefined} data-state={state}>
      <span className={classes.name}>{name}</span>
      <span className={classes.at}>{at ? <ExactTime value={at} focusable /> : (missing ?? syncWords.notGiven)}</span>
      {took ? <span className={classes.took}>{took}</span> : null}
    </li>
  )
}

function between(from: string | undefined, to: string | undefined, now: number | undefined): string | undefined {
  if (!from) return undefined
  const end = to ? Date.parse(to) : now
  return end === undefined ? undefined : formatDuration(end - Date.parse(from))
}
