import { Menu } from '@mantine/core'
import { cellMenuWords } from '../../../../shared/words/result-view.ts'
import { MenuAt, type Point } from '../../../ui/anchored.tsx'
import { showCell } from '../../../ui/grid/cell-text.ts'
import type { Span } from '../../../ui/grid/grid-selection.ts'
import { COPY_CHOICES } from './copy-menu.tsx'
import type { RunTable } from './run-table.ts'
import { useCopyCells } from './use-copy-cells.ts'
import { useValueList } from './use-value-list.ts'
import { pickValue } from './view-state.ts'

const words = cellMenuWords
/** Longest piece of a value in a menu's item. */
const MOST_SHOWN = 32

interface CellMenuProps {
  readonly table: RunTable
  /** Of the active cell; undefined while its row is on its way. */
  readonly value: string | undefined
  readonly at: Point
  readonly onClose: () => void
}

/** What can be done with the selected cells, and with the value of the active one. */
export function CellMenu({ table, value, at, onClose }: CellMenuProps) {
  const copy = useCopyCells(table)
  const list = useValueList(table)
  // The active cell is asked for when an item is chosen: while the menu comes up the right click is still on its way.
  const pick = (picked: string, not: boolean) =>
    table.view.change((state) => pickValue(state, table.active().column, picked, not))
  const shown = value === undefined ? undefined : nameValue(value)
  return (
    <MenuAt at={at} label={words.label} onClose={onClose}>
      {COPY_CHOICES.map((choice) => (
        <Menu.Item key={choice.label} onClick={() => copy(choice)}>
          {choice.label}
        </Menu.Item>
      ))}
      <Menu.Divider />
      {shown !== undefined && value !== undefined ? (
        <>
          <Menu.Item onClick={() => pick(value, false)}>{words.only(shown)}</Menu.Item>
          <Menu.Item onClick={() => pick(value, true)}>{words.without(shown)}</Menu.Item>
          <Menu.Divider />
        </>
      ) : null}
      <Menu.Item onClick={() => table.showPanel({ kind: 'row' })}>{words.open}</Menu.Item>
      <Menu.Item onClick={() => widen(table, 'rows')}>{words.selectRow}</Menu.Item>
      <Menu.Item onClick={() => widen(table, 'columns')}>{words.selectColumn}</Menu.Item>
      <Menu.Divider />
      <Menu.Item onClick={list.useInAction}>{words.useInAction}</Menu.Item>
      <Menu.Item onClick={list.save}>{words.saveList}</Menu.Item>
    </MenuAt>
  )
}

function nameValue(value: string): string {
  if (value === '') return words.blank
  const text = showCell(value)
  return text.length > MOST_SHOWN ? `“${text.slice(0, MOST_SHOWN)}…”` : `“${text}”`
}

/** The same selection, as whole rows or columns. */
function widen({ changeSelection }: RunTable, span: Span): void {
  changeSelection((selection) => ({ ...selection, span }))
}
