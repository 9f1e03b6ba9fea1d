import { Button } from '@mantine/core'
import { IconCircleX, IconHourglass } from '@tabler/icons-react'
import { isFinal, type Sync } from '../../../shared/eloqua/sync.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { replaceRoute } from '../../window/navigation.ts'
import type { ResultSlot } from './result-slot.ts'
import { useKeptUntil } from './use-kept-until.ts'

/** What the export returned, once it has ended. */
export function SyncData({ sync, Result }: { readonly sync: Sync; readonly Result: ResultSlot }) {
  const until = useKeptUntil(sync)
  if (!isFinal(sync.status)) {
    return (
      <EmptyState icon={IconHourglass} title="The data will be here when the sync has ended">
        This page watches it by itself. You may leave: it runs in Eloqua, whether Bulkdesk is open or not.
      </EmptyState>
    )
  }
  if (sync.status === 'error') {
    return (
      <EmptyState
        icon={IconCircleX}
        title="Eloqua stopped this run"
        action={
          <Button variant="filled" onClick={() => replaceRoute({ screen: 'sync', id: sync.id, tab: 'log' })}>
            Show its log
          </Button>
        }
      >
        There is no result to read. The log says how far it came and why it ended.
      </EmptyState>
    )
  }
  return <Result sync={sync} keptUntil={until} />
}
