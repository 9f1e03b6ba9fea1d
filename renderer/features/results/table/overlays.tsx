import { CellMenu } from './cell-menu.tsx'
import { ColumnMenu } from './column-menu.tsx'
import { FilterForm } from './filter-form.tsx'
import type { Overlay, RunTable } from './run-table.ts'

interface OverlaysProps {
  readonly table: RunTable
  readonly overlay: Overlay | undefined
  /** Of the active cell. */
  readonly value: string | undefined
}

/** The menu or form that is open over the rows. When it closes the rows have the focus again. */
export function Overlays({ table, overlay, value }: OverlaysProps) {
  const { showOverlay, toRows } = table
  if (!overlay) return null
  const { kind, at } = overlay
  // An item that opens something else has replaced the overlay by now: that one stays.
  const close = () => {
    showOverlay((now) => (now === overlay ? undefined : now))
    toRows()
  }
  switch (kind) {
    case 'column-menu':
      return <ColumnMenu table={table} column={overlay.column} at={at} onClose={close} />
    case 'cell-menu':
      return <CellMenu table={table} value={value} at={at} onClose={close} />
    case 'filter':
      return <FilterForm table={table} column={overlay.column} at={at} onClose={close} />
  }
}
