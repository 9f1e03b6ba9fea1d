import { Button } from '@mantine/core'
import { IconCircleX, IconHourglass } from '@tabler/icons-react'
import { isFinal, type Sync } from '../../../shared/sync.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { ResultTable } from '../../components/result-table/result-table.tsx'
import { replaceRoute } from '../../navigation.ts'
import { useKeptUntil } from './use-kept-until.ts'

/** What the export returned, once it has ended. */
export function SyncData({ sync }: { readonly sync: Sync }) {
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
  return <ResultTable sync={sync} keptUntil={until} />
}
