import { ResultTable } from '../features/results/table/result-table.tsx'
import { SyncScreen } from '../features/syncs/sync-screen.tsx'
import type { SyncTab } from '../window/navigation.ts'

/** A sync's screen with the rows its export returned: two features, which only the app may bring together. */
export function SyncWithResult(route: { readonly id: number; readonly tab?: SyncTab }) {
  return <SyncScreen {...route} Result={ResultTable} />
}
