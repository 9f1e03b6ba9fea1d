import { Button } from '@mantine/core'
import { IconCircleX, IconHourglass } from '@tabler/icons-react'
import { isFinal, type Sync } from '../../../shared/eloqua/sync.ts'
import { syncDataWords } from '../../../shared/words/syncs.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { replaceRoute } from '../../window/navigation.ts'
import type { ResultSlot } from './result-slot.ts'

/** What the export returned, once it has ended. */
export function SyncData({ sync, Result }: { readonly sync: Sync; readonly Result: ResultSlot }) {
  if (!isFinal(sync.status)) {
    return (
      <EmptyState icon={IconHourglass} title={syncDataWords.running}>
        {syncDataWords.runningHint}
      </EmptyState>
    )
  }
  if (sync.status === 'error') {
    return (
      <EmptyState
        icon={IconCircleX}
        title={syncDataWords.failed}
        action={
          <Button onClick={() => replaceRoute({ screen: 'sync', id: sync.id, tab: 'log' })}>
            {syncDataWords.showLog}
          </Button>
        }
      >
        {syncDataWords.failedHint}
      </EmptyState>
    )
  }
  return <Result sync={sync} />
}
