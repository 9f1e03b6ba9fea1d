import { useMemo } from 'react'
import type { ColumnLayout } from '../../../../shared/contract/window-settings.ts'
import {
  arrangeColumns,
  fitColumns,
  type GridColumn,
  guessWidth,
  moveColumn,
  orderColumns,
  PLAIN_LAYOUT,
  pinColumn,
  resizeColumn,
  toggleColumn,
} from '../../../ui/grid/column-layout.ts'
import { looksLikeNumbers } from '../../../ui/grid/number-look.ts'
import { changeWindowSettings, useWindowSettings } from '../../../window/window-settings.ts'

export interface ColumnControls {
  readonly shown: readonly GridColumn[]
  /** All names in the order chosen. */
  readonly ordered: readonly string[]
  readonly layout: ColumnLayout
  readonly toggle: (name: string) => void
  /** To a place among `ordered`. */
  readonly move: (name: string, to: number) => void
  readonly resize: (name: string, width: number) => void
  /** Makes the column as wide as its content asks; every column without a name. */
  readonly fit: (name?: string) => void
  readonly pin: (name: string) => void
  readonly isPinned: (name: string) => boolean
  readonly reset: () => void
}

/** The columns of a result as the user arranged them, for whichever run of the same export. `sample` are some rows, to guess widths from. */
export function useColumnLayout(
  key: string,
  names: readonly string[],
  sample: readonly (readonly string[])[] | undefined,
): ColumnControls {
  const layout = useWindowSettings().columns[key] ?? PLAIN_LAYOUT
  const shown = useMemo(() => {
    const guess = (source: number) => guessWidth(names[source] ?? '', sample?.map((row) => row[source] ?? '') ?? [])
    return arrangeColumns(names, layout, guess).map((column) => {
      const cells = sample?.map((row) => row[column.source] ?? '') ?? []
      return looksLikeNumbers(cells) ? { ...column, align: 'end' as const } : column
    })
  }, [names, layout, sample])
  return useMemo(() => {
    const change = (next: ColumnLayout | undefined) =>
      changeWindowSettings({ columns: { key, ...(next ? { layout: next } : {}) } })
    return {
      shown,
      ordered: orderColumns(names, layout),
      layout,
      toggle: (name) => change(toggleColumn(names, layout, name)),
      move: (name, to) => change(moveColumn(names, layout, name, to)),
      resize: (name, width) => change(resizeColumn(layout, name, width)),
      fit: (name) => change(fitColumns(layout, name === undefined ? names : [name])),
      pin: (name) => change(pinColumn(layout, name)),
      isPinned: (name) => layout.pinned?.includes(name) ?? false,
      reset: () => change(undefined),
    }
  }, [key, names, layout, shown])
}
