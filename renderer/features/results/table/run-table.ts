import type { Dispatch, SetStateAction } from 'react'
import type { Box, Run } from '../../../../shared/contract/run.ts'
import type { CellOfView } from '../../../../shared/contract/run-questions.ts'
import type { Point } from '../../../ui/anchored.tsx'
import type { GridSelection } from '../../../ui/grid/grid-selection.ts'
import type { ColumnControls } from './use-column-layout.ts'
import type { RunView } from './use-run-view.ts'

/** What is docked beside the rows. Columns are places among the run's columns. */
export type Panel =
  | { readonly kind: 'row' }
  | { readonly kind: 'summary'; readonly column: number }
  | { readonly kind: 'groups'; readonly by: readonly number[] }
  | { readonly kind: 'time'; readonly column: number }

/** What is open over the rows, and where. */
export type Overlay =
  | { readonly kind: 'column-menu'; readonly column: number; readonly at: Point }
  | { readonly kind: 'cell-menu'; readonly at: Point }
  | { readonly kind: 'filter'; readonly column: number; readonly at: Point }

/** A run on screen: what all of its controls work on. It stays the same object while rows scroll and cells are selected. */
export interface RunTable {
  readonly run: Run
  readonly view: RunView
  readonly columns: ColumnControls
  readonly nameOf: (column: number) => string
  readonly showPanel: (panel: Panel | undefined) => void
  readonly showOverlay: Dispatch<SetStateAction<Overlay | undefined>>
  /** The active cell: its row in the view, its column in the run. */
  readonly active: () => CellOfView
  readonly select: (row: number, column?: number) => void
  readonly changeSelection: (change: (selection: GridSelection) => GridSelection) => void
  /** What is selected, in the order the columns are shown. */
  readonly boxes: () => readonly Box[]
  readonly toRows: () => void
}
