import { Button } from '@mantine/core'
import type { WorkbookSheet } from '../../../../shared/csv/sources.ts'
import { formatCount } from '../../../../shared/words/numbers.ts'
import { sourceScreen } from '../../../../shared/words/sources.ts'
import { type Column, DataTable } from '../../../ui/data-table.tsx'
import classes from './source.module.css'

interface SheetListProps {
  readonly name: string
  readonly sheets: readonly WorkbookSheet[]
  readonly onChoose: (sheet: WorkbookSheet) => void
}

/** The sheets of a workbook, in the order of its tabs. */
export function SheetList({ name, sheets, onChoose }: SheetListProps) {
  return (
    <div className={classes.sheets}>
      <p>{sourceScreen.lead(name)}</p>
      <DataTable
        label={sourceScreen.sheets}
        columns={columns(onChoose)}
        rows={sheets}
        rowKey={(sheet) => sheet.index}
        onOpen={onChoose}
      />
      <p className={classes.hint}>{sourceScreen.shown}</p>
    </div>
  )
}

function columns(onChoose: SheetListProps['onChoose']): readonly Column<WorkbookSheet>[] {
  const count = (value: number | undefined) =>
    value === undefined ? <span className={classes.hint}>{sourceScreen.unknown}</span> : formatCount(value)
  return [
    {
      key: 'name',
      title: sourceScreen.sheet,
      render: ({ name, isHidden }) => (
        <span title={name}>
          {name} {isHidden ? <span className={classes.hint}>{sourceScreen.hidden}</span> : null}
        </span>
      ),
    },
    { key: 'rows', title: sourceScreen.rows, width: 120, align: 'end', render: ({ rows }) => count(rows) },
    { key: 'columns', title: sourceScreen.columns, width: 120, align: 'end', render: ({ columns }) => count(columns) },
    {
      key: 'choose',
      title: sourceScreen.review,
      untitled: true,
      width: 130,
      align: 'end',
      render: (sheet) => (
        <Button
          size="xs"
          variant="subtle"
          aria-label={sourceScreen.reviewOne(sheet.name)}
          onClick={() => onChoose(sheet)}
        >
          {sourceScreen.review}
        </Button>
      ),
    },
  ]
}
