import { Button } from '@mantine/core'
import { IconClockX, IconFileOff, IconLock } from '@tabler/icons-react'
import type { AppError } from '../../../../shared/contract/errors.ts'
import type { Sync } from '../../../../shared/eloqua/sync.ts'
import { resultFailureWords } from '../../../../shared/words/results.ts'
import { Failure } from '../../../entities/failure/failure.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { go } from '../../../window/navigation.ts'

const words = resultFailureWords

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
      {words.runAgain}
    </Button>
  )
  switch (error.code) {
    case 'gone':
    case 'not-found':
      return (
        <EmptyState icon={IconClockX} title={words.expired} action={runAgain}>
          {words.expiredHint}
        </EmptyState>
      )
    case 'forbidden':
      return (
        <EmptyState icon={IconLock} title={words.notYours} action={runAgain}>
          {words.notYoursHint(sync.createdBy)}
        </EmptyState>
      )
    case 'bad-request':
    case 'validation':
      return (
        <EmptyState icon={IconFileOff} title={words.noData}>
          {words.noDataHint(error.message)}
        </EmptyState>
      )
    default:
      return <Failure error={error} onRetry={onRetry} retrying={retrying} />
  }
}
