import { Button, Menu } from '@mantine/core'
import { IconCopy, IconInfoCircle } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import type { CsvFlavour } from '../../../shared/ipc.ts'
import type { ResultPage } from '../../../shared/result-page.ts'
import { Grid } from '../grid/grid.tsx'
import { type GridSelection, selectionAt } from '../grid/grid-selection.ts'
import { SaveMenu } from '../save-menu.tsx'
import { ColumnsMenu } from './columns-menu.tsx'
import { FindBox } from './find-box.tsx'
import { PageControls } from './page-controls.tsx'
import type { PagePlace } from './page-place.ts'
import classes from './result-table.module.css'
import { RowDrawer } from './row-drawer.tsx'
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
  const [openRow, setOpenRow] = useState<number>()
  const rows = useRowBlocks(page)
  const columns = useColumnLayout(props.layoutKey, page.columns, rows.sample)
  const copy = useCopyCells(page, columns.shown, selection)
  useRefetchOnceGone(rows.error, pageKey, props.onPageGone)

  const select = (row: number, column = selection.focus.column) => setSelection(selectionAt(row, column))
  // biome-ignore lint/correctness/useExhaustiveDependencies: the row asked for is taken once, when its page is there.
  useEffect(() => select(place.row), [pageKey])
  // biome-ignore lint/correctness/useExhaustiveDependencies: told when the row changes, not when the teller does.
  useEffect(() => props.onAt(selection.focus.row), [selection.focus.row, pageKey])

  function goTo(next: PagePlace) {
    if (next.offset === page.offset && next.limit === page.limit) select(next.row)
    props.onGo(next)
  }

  const active = columns.shown[selection.focus.column]
  return (
    <section className={classes.view} aria-label="Data">
      <div className={classes.toolbar} role="toolbar" aria-label="Data">
        <PageControls page={page} activeRow={page.offset + selection.focus.row} onGo={goTo} />
        <FindBox
          page={page}
          from={active && { row: selection.focus.row, column: active.source }}
          columns={columns.shown.map((column) => column.source)}
          onFound={(found) =>
            select(
              found.row,
              columns.shown.findIndex((column) => column.source === found.column),
            )
          }
          onLeave={() => grid.current?.focus()}
        />
        <span className={classes.gap} />
        <ColumnsMenu columns={columns} />
        <CopyMenu onCopy={copy} />
        <SaveMenu busy={props.isSaving} onSave={props.onSave} />
      </div>
      <Notes notes={page.notes} />
      <Grid
        ref={grid}
        label="Rows of this page"
        pageKey={pageKey}
        isStale={props.isFetching}
        rowCount={page.rows}
        firstNumber={page.offset + 1}
        columns={columns.shown}
        getRow={rows.getRow}
        onRowsInView={rows.onRowsInView}
        selection={selection}
        onSelect={setSelection}
        onCopy={() => copy(false)}
        onOpenRow={setOpenRow}
        onResize={columns.resize}
        onMove={(name, before) => columns.move(name, columns.ordered.indexOf(before))}
      />
      <StatusLine page={page} keptUntil={props.keptUntil} selection={selection} isFetching={props.isFetching} />
      <RowDrawer
        row={openRow}
        rowCount={page.rows}
        firstNumber={page.offset + 1}
        names={page.columns}
        getRow={rows.getRow}
        onMove={(row) => {
          setOpenRow(row)
          select(row)
        }}
        onClose={() => setOpenRow(undefined)}
      />
    </section>
  )
}

function CopyMenu({ onCopy }: { readonly onCopy: (withHeader: boolean) => void }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="subtle" color="gray" leftSection={<IconCopy size={16} stroke={1.5} />}>
          Copy
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onCopy(false)}>Copy the selected cells</Menu.Item>
        <Menu.Item onClick={() => onCopy(true)}>Copy with column names</Menu.Item>
      </Menu.Dropdown>
    </Menu>
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
