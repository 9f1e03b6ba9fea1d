import { Button, Menu } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { memo, useMemo } from 'react'
import type { CellPlace, ResultPage } from '../../../../shared/contract/result-page.ts'
import type { CsvFlavour } from '../../../../shared/csv/csv.ts'
import { resultWords } from '../../../../shared/words/results.ts'
import { SaveMenu } from '../../../entities/sync/save-menu.tsx'
import { ColumnsMenu } from './columns-menu.tsx'
import { FindBox } from './find-box.tsx'
import { PageControls } from './page-controls.tsx'
import type { PagePlace } from './page-place.ts'
import classes from './result-table.module.css'
import type { ColumnControls } from './use-column-layout.ts'

interface ResultToolbarProps {
  readonly page: ResultPage
  readonly columns: ColumnControls
  /** The active cell: its row within the page, and its place among the columns shown. */
  readonly activeRow: number
  readonly activeColumn: number
  readonly onGo: (place: PagePlace) => void
  readonly onFound: (place: CellPlace) => void
  /** Back to the rows. */
  readonly onLeave: () => void
  readonly onCopy: (withHeader: boolean) => void
  readonly onSave: (flavour: CsvFlavour) => void
  readonly isSaving: boolean
}

/** What can be done with a page. It renders for itself: rows that come while one scrolls leave it alone. */
export const ResultToolbar = memo(function ResultToolbar(props: ResultToolbarProps) {
  const { page, columns, activeRow, activeColumn } = props
  const sources = useMemo(() => columns.shown.map((column) => column.source), [columns.shown])
  const source = sources[activeColumn]
  return (
    <div className={classes.toolbar} role="toolbar" aria-label={resultWords.label}>
      <PageControls page={page} activeRow={page.offset + activeRow} onGo={props.onGo} />
      <FindBox
        page={page}
        from={source === undefined ? undefined : { row: activeRow, column: source }}
        columns={sources}
        onFound={props.onFound}
        onLeave={props.onLeave}
      />
      <span className={classes.gap} />
      <ColumnsMenu columns={columns} />
      <CopyMenu onCopy={props.onCopy} />
      <Save busy={props.isSaving} onSave={props.onSave} />
    </div>
  )
})

const Save = memo(SaveMenu)

const CopyMenu = memo(function CopyMenu({ onCopy }: { readonly onCopy: (withHeader: boolean) => void }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="subtle" color="gray" leftSection={<IconCopy size={16} stroke={1.5} />}>
          {resultWords.copy}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onCopy(false)}>{resultWords.copyCells}</Menu.Item>
        <Menu.Item onClick={() => onCopy(true)}>{resultWords.copyWithNames}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
})
