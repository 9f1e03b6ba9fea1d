import { Button } from '@mantine/core'
import { IconClockX, IconFileOff, IconLock } from '@tabler/icons-react'
import type { AppError } from '../../../../shared/contract/errors.ts'
import type { Sync } from '../../../../shared/eloqua/sync.ts'
import { Failure } from '../../../entities/failure/failure.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { go } from '../../../window/navigation.ts'

interface ResultFailureProps {
  readonly error: AppError
  readonly sync: Sync
  readonly retrying: boolean
  readonly onRetry: () => void
}

/** Why a sync's data cannot be read, and what can be done instead. */
export function ResultFailure({ error, sync, retrying, onRetry }: ResultFailureProps) {
  const runAgain = (
    <Button variant="filled" size="md" onClick={() => go({ screen: 'new-sync', uri: sync.syncedInstanceUri })}>
      Run the export again
    </Button>
  )
  switch (error.code) {
    case 'gone':
    case 'not-found':
      return (
        <EmptyState icon={IconClockX} title="Eloqua no longer keeps this data" action={runAgain}>
          The result of an export is deleted some hours after it ran. Nothing in Eloqua changed by that: the export can
          be run again, and will read the data as it is now.
        </EmptyState>
      )
    case 'forbidden':
      return (
        <EmptyState icon={IconLock} title="Only the user who ran this sync can read its data" action={runAgain}>
          It was run by {sync.createdBy}. Ask them to save it, or run the export yourself.
        </EmptyState>
      )
    case 'bad-request':
    case 'validation':
      return (
        <EmptyState icon={IconFileOff} title="This sync has no data to read">
          Eloqua answered: {error.message} Imports and sync actions change data and return none; see the log.
        </EmptyState>
      )
    default:
      return <Failure error={error} onRetry={onRetry} retrying={retrying} />
  }
}
