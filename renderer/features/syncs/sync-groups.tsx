import type { FoundSyncs, SyncGroup } from '../../../shared/eloqua/sync-index.ts'
import { syncSearchWords } from '../../../shared/words/sync-search.ts'
import classes from './syncs-screen.module.css'

interface SyncGroupsProps {
  readonly group: SyncGroup
  readonly counts: FoundSyncs['counts']
  readonly onGroup: (group: SyncGroup) => void
}

const GROUPS: readonly SyncGroup[] = ['all', 'failed', 'warnings', 'running']

/** All, failed, with warnings, running: how many there are of each, one click away. */
export function SyncGroups({ group, counts, onGroup }: SyncGroupsProps) {
  return (
    <fieldset className={classes.groups} aria-label={syncSearchWords.groupsLabel}>
      {GROUPS.map((one) => (
        <button
          key={one}
          type="button"
          className={classes.group}
          data-group={one}
          data-empty={counts[one] === 0 || undefined}
          aria-pressed={one === group}
          onClick={() => onGroup(one)}
        >
          {syncSearchWords.group(one, counts[one])}
        </button>
      ))}
    </fieldset>
  )
}
