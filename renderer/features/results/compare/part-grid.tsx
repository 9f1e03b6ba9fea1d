import { useQueries } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { compareWords } from '../../../../shared/words/compare.ts'
import { rowWords } from '../../../../shared/words/controls.ts'
import { type GridColumn, guessWidth } from '../../../ui/grid/column-layout.ts'
import { Grid } from '../../../ui/grid/grid.tsx'
import type { Range } from '../../../ui/grid/grid-geometry.ts'
import { FIRST_CELL, type GridSelection, selectionAt } from '../../../ui/grid/grid-selection.ts'
import { copyText } from '../../../window/copy-text.ts'
import { useEscape } from '../../../window/use-escape.ts'
import classes from './compare.module.css'
import { ComparedRowPanel } from './compared-row-panel.tsx'
import { BLOCK_ROWS, type PartRow, type PartSource, partRowsQuery } from './queries.ts'

const words = compareWords

interface PartGridProps {
  readonly source: PartSource
  readonly names: readonly string[]
  readonly compareBy: readonly string[]
}

/** The rows of one part. In changed rows the cells that differ are marked, and say what they were. */
export function PartGrid({ source, names, compareBy }: PartGridProps) {
  const { part, rows } = source
  const blocks = usePartRows(source)
  const [selection, setSelection] = useState<GridSelection>(FIRST_CELL)
  const [isOpen, setOpen] = useState(false)
  const columns = useColumns(names, compareBy, blocks.rowOf)
  const { rowOf } = blocks
  const getRow = useCallback(
    (row: number) => {
      const found = rowOf(row)
      return found && { cells: found.cells, number: found.number + 1 }
    },
    [rowOf],
  )
  const markOf = useCallback(
    (row: number, column: number) => {
      const found = rowOf(row)
      return found?.changed?.includes(column) ? words.was(found.before?.[column] ?? '') : undefined
    },
    [rowOf],
  )
  useEscape(isOpen ? () => setOpen(false) : undefined)
  const active = Math.min(selection.focus.row, rows - 1)
  const column = columns[selection.focus.column]
  return (
    <div className={classes.rows}>
      <Grid
        label={words.grid(part)}
        pageKey={part}
        rowCount={rows}
        greatestNumber={rows}
        columns={columns}
        getRow={getRow}
        selection={selection}
        onSelect={setSelection}
        onRowsInView={blocks.onRowsInView}
        onCopy={() => void copyText(getRow(active)?.cells[column?.source ?? 0] ?? '')}
        onOpenRow={() => setOpen(true)}
        onResize={() => {}}
        onFit={() => {}}
        onMove={() => {}}
        markOf={markOf}
      />
      {isOpen ? (
        <ComparedRowPanel
          title={rowWords.title(getRow(active)?.number ?? active + 1)}
          names={names}
          row={rowOf(active)}
          onStep={(by) =>
            setSelection(selectionAt(Math.min(Math.max(active + by, 0), rows - 1), selection.focus.column))
          }
          onClose={() => setOpen(false)}
        />
      ) : null}
    </div>
  )
}

function usePartRows(source: PartSource) {
  const [{ first, last }, setBlocks] = useState<Range>({ first: 0, last: 0 })
  const end = Math.min(last, Math.max(0, Math.ceil(source.rows / BLOCK_ROWS) - 1))
  const start = Math.min(first, end)
  const numbers = Array.from({ length: end - start + 1 }, (_, index) => start + index)
  const found = useQueries({
    queries: numbers.map((block) => partRowsQuery(source, block)),
    combine: (results) => results.map(({ data }) => data),
  })
  const rowOf = useCallback(
    (row: number): PartRow | undefined => found[Math.floor(row / BLOCK_ROWS) - start]?.[row % BLOCK_ROWS],
    [found, start],
  )
  const onRowsInView = useCallback(
    (view: Range) =>
      setBlocks({
        first: Math.max(0, Math.floor(view.first / BLOCK_ROWS)),
        last: Math.max(0, Math.floor(view.last / BLOCK_ROWS)),
      }),
    [],
  )
  return { rowOf, onRowsInView }
}

/** The columns of the key stay in sight: they say which record a row is. */
function useColumns(
  names: readonly string[],
  compareBy: readonly string[],
  rowOf: (row: number) => PartRow | undefined,
): readonly GridColumn[] {
  const first = rowOf(0)
  return useMemo(() => {
    const cells = first?.cells ?? []
    const columns = names.map((name, source) => ({
      source,
      name,
      width: guessWidth(name, [cells[source] ?? '']),
      ...(compareBy.includes(name) ? { pinned: true } : {}),
    }))
    return [...columns.filter(({ pinned }) => pinned), ...columns.filter(({ pinned }) => !pinned)]
  }, [names, compareBy, first])
}
