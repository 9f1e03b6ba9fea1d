import { useMemo } from 'react'
import type { HeaderControls } from '../../../ui/grid/grid-header.tsx'
import { useWindowSettings } from '../../../window/window-settings.ts'
import { ColumnSummary, SUMMARY_HEIGHT } from '../analysis/column-summary.tsx'
import type { RunTable } from './run-table.ts'
import { filterOf, turnSort } from './view-state.ts'

/** What the headers of a run's columns do and show: sorts, filters, menus and small pictures. */
export function useHeaderControls(table: RunTable): HeaderControls {
  const { columnSummaries } = useWindowSettings()
  return useMemo(() => {
    const { view, showOverlay } = table
    const { sorts } = view.state
    return {
      markOf: ({ source }) => {
        const place = sorts.findIndex((sort) => sort.column === source)
        const sort = sorts[place]
        return {
          isFiltered: filterOf(view.state, source) !== undefined,
          ...(sort ? { sort: { descending: sort.descending, ...(sorts.length > 1 ? { place: place + 1 } : {}) } } : {}),
        }
      },
      onSort: ({ source }, adds) => view.change((state) => turnSort(state, source, adds)),
      onMenu: ({ source }, at) => showOverlay({ kind: 'column-menu', column: source, at }),
      ...(columnSummaries
        ? {
            renderUnder: ({ source }) => <ColumnSummary table={table} column={source} />,
            underHeight: SUMMARY_HEIGHT,
          }
        : {}),
    }
  }, [table, columnSummaries])
}
