import { RowPanel } from '../../../ui/grid/row-panel.tsx'
import { GroupsPanel } from '../analysis/groups-panel.tsx'
import { SummaryPanel } from '../analysis/summary-panel.tsx'
import { TimePanel } from '../analysis/time-panel.tsx'
import type { Panel, RunTable } from './run-table.ts'

interface DockedProps {
  readonly table: RunTable
  readonly panel: Panel | undefined
  /** Of the active row. */
  readonly title: string
  readonly cells: readonly string[] | undefined
  readonly activeRow: number
  readonly onClose: () => void
}

/** What is docked beside the rows: the active row, or what was asked about a column. */
export function Docked({ table, panel, title, cells, activeRow, onClose }: DockedProps) {
  const step = (by: number) => {
    const next = activeRow + by
    if (next >= 0 && next < table.view.source.rows) table.select(next)
  }
  switch (panel?.kind) {
    case 'row':
      return <RowPanel title={title} names={table.run.columns} cells={cells} onStep={step} onClose={onClose} />
    case 'summary':
      return <SummaryPanel table={table} column={panel.column} onClose={onClose} />
    case 'groups':
      return <GroupsPanel table={table} by={panel.by} onClose={onClose} />
    case 'time':
      return <TimePanel key={panel.column} table={table} column={panel.column} onClose={onClose} />
    default:
      return null
  }
}
