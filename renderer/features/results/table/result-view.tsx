import { IconInfoCircle } from '@tabler/icons-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { CellPlace, ResultPage } from '../../../../shared/contract/result-page.ts'
import type { CsvFlavour } from '../../../../shared/csv/csv.ts'
import { rowWords } from '../../../../shared/words/controls.ts'
import { resultWords } from '../../../../shared/words/results.ts'
import { Grid } from '../../../ui/grid/grid.tsx'
import { type GridSelection, selectionAt } from '../../../ui/grid/grid-selection.ts'
import { RowPanel } from '../../../ui/grid/row-panel.tsx'
import { useEscape } from '../../../window/use-escape.ts'
import type { PagePlace } from './page-place.ts'
import classes from './result-table.module.css'
import { ResultToolbar } from './result-toolbar.tsx'
import { StatusLine } from './status-line.tsx'
import { useColumnLayout } from './use-column-layout.ts'
import { useCopyCells } from './use-copy-cells.ts'
import { useRefetchOnceGone } from './use-result-page.ts'
import { useRowBlocks } from './use-row-blocks.ts'

interface ResultViewProps {
  /** What was exported: the arrangement of columns is remembered by it. */
  readonly layoutKey: string
  readonly page: ResultPage
  /** What was asked for; `page` is still the one before while `isFetching`. */
  readonly place: PagePlace
  readonly isFetching: boolean
  readonly keptUntil: Date | undefined
  readonly onGo: (place: PagePlace) => void
  /** The active row, 0-based within the page, whenever it changes. */
  readonly onAt: (row: number) => void
  readonly onSave: (flavour: CsvFlavour) => void
  readonly isSaving: boolean
  readonly onPageGone: () => void
}

export function ResultView(props: ResultViewProps) {
  const { page, place } = props
  const pageKey = `${page.offset}/${page.limit}`
  const grid = useRef<HTMLDivElement>(null)
  const [selection, setSelection] = useState<GridSelection>(() => selectionAt(place.row, 0))
  const [isOpen, setOpen] = useState(false)
  const rows = useRowBlocks(page)
  const columns = useColumnLayout(props.layoutKey, page.columns, rows.sample)
  const copy = useCopyCells(page, columns.shown, selection)
  useRefetchOnceGone(rows.error, pageKey, props.onPageGone)

  const { row: activeRow, column: activeColumn } = selection.focus
  const { shown } = columns
  const select = useCallback(
    (row: number, column?: number) => setSelection(({ focus }) => selectionAt(row, column ?? focus.column)),
    [],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: the row asked for is taken once, when its page is there.
  useEffect(() => select(place.row), [pageKey])
  // biome-ignore lint/correctness/useExhaustiveDependencies: told when the row changes, not when the teller does.
  useEffect(() => props.onAt(activeRow), [activeRow, pageKey])

  const { offset, limit } = page
  const { onGo } = props
  const goTo = useCallback(
    (next: PagePlace) => {
      if (next.offset === offset && next.limit === limit) select(next.row)
      onGo(next)
    },
    [offset, limit, select, onGo],
  )
  const showFound = useCallback(
    (found: CellPlace) =>
      select(
        found.row,
        shown.findIndex(({ source }) => source === found.column),
      ),
    [select, shown],
  )
  const toRows = useCallback(() => grid.current?.focus(), [])
  const { getRow } = rows
  const numberedRow = useCallback(
    (row: number) => {
      const cells = getRow(row)
      return cells && { cells, number: offset + row + 1 }
    },
    [getRow, offset],
  )
  const closeRow = () => {
    setOpen(false)
    toRows()
  }
  useEscape(isOpen ? closeRow : undefined)
  const step = (by: number) => {
    const next = activeRow + by
    if (next >= 0 && next < page.rows) select(next)
  }

  return (
    <section className={classes.view} aria-label={resultWords.label}>
      <ResultToolbar
        page={page}
        columns={columns}
        activeRow={activeRow}
        activeColumn={activeColumn}
        onGo={goTo}
        onFound={showFound}
        onLeave={toRows}
        onCopy={copy}
        onSave={props.onSave}
        isSaving={props.isSaving}
      />
      <Notes notes={page.notes} />
      <div className={classes.rows}>
        <Grid
          ref={grid}
          label={resultWords.grid}
          pageKey={pageKey}
          isStale={props.isFetching}
          rowCount={page.rows}
          greatestNumber={page.offset + page.rows}
          columns={shown}
          getRow={numberedRow}
          onRowsInView={rows.onRowsInView}
          selection={selection}
          onSelect={setSelection}
          onCopy={() => copy(false)}
          onOpenRow={() => setOpen(true)}
          onResize={columns.resize}
          onFit={columns.fit}
          onMove={(name, before) => columns.move(name, columns.ordered.indexOf(before))}
        />
        {isOpen ? (
          <RowPanel
            title={rowWords.title(page.offset + activeRow + 1)}
            names={page.columns}
            cells={getRow(activeRow)}
            onStep={step}
            onClose={closeRow}
          />
        ) : null}
      </div>
      <StatusLine
        page={page}
        columns={shown.length}
        keptUntil={props.keptUntil}
        selection={selection}
        isFetching={props.isFetching}
      />
    </section>
  )
}

function Notes({ notes }: { readonly notes: readonly string[] }) {
  if (notes.length === 0) return null
  return (
    <div className={classes.notes} role="note">
      <IconInfoCircle size={16} stroke={1.5} aria-hidden />
      <span>{notes.join(' ')}</span>
    </div>
  )
}
