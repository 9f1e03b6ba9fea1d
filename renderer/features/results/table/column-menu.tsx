import { Menu } from '@mantine/core'
import {
  IconArrowDown,
  IconArrowLeft,
  IconArrowRight,
  IconArrowUp,
  IconChartBar,
  IconChartLine,
  IconColumns3,
  IconCopy,
  IconEyeOff,
  IconFilter,
  IconFilterOff,
  IconListDetails,
  IconPin,
  IconPinnedOff,
  IconRulerMeasure,
  IconX,
  type TablerIcon,
} from '@tabler/icons-react'
import type { Reading } from '../../../../shared/contract/run-questions.ts'
import { columnMenuWords, readAsWords, sortWords } from '../../../../shared/words/result-view.ts'
import { MenuAt, type Point } from '../../../ui/anchored.tsx'
import { selectTo } from '../../../ui/grid/grid-selection.ts'
import { copyText } from '../../../window/copy-text.ts'
import type { RunTable } from './run-table.ts'
import { filterOf, readAs, removeSort, setFilter, setReadAs, setSort } from './view-state.ts'

const words = columnMenuWords
const READINGS: readonly Reading[] = ['text', 'number', 'date', 'month-first', 'day-first']

interface ColumnMenuProps {
  readonly table: RunTable
  readonly column: number
  readonly at: Point
  readonly onClose: () => void
}

/** Everything that can be done with one column. */
export function ColumnMenu({ table, column, at, onClose }: ColumnMenuProps) {
  return (
    <MenuAt at={at} label={words.label(table.nameOf(column))} onClose={onClose}>
      <SortItems table={table} column={column} />
      <Menu.Divider />
      <FilterItems table={table} column={column} at={at} />
      <Menu.Divider />
      <PlaceItems table={table} column={column} />
      <Menu.Divider />
      <Menu.Label>{words.readAs}</Menu.Label>
      <Menu.RadioGroup
        value={readAs(table.view.state, column)}
        onChange={(reading) => table.view.change((state) => setReadAs(state, column, reading as Reading))}
      >
        {READINGS.map((reading) => (
          <Menu.RadioItem key={reading} value={reading} closeMenuOnClick>
            {readAsWords[reading]}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </MenuAt>
  )
}

interface ItemsProps {
  readonly table: RunTable
  readonly column: number
}

function SortItems({ table: { view }, column }: ItemsProps) {
  const as = readAs(view.state, column)
  const isSorted = view.state.sorts.some((sort) => sort.column === column)
  const isOther = view.state.sorts.length > 0 && !isSorted
  return (
    <>
      <Item icon={IconArrowUp} onClick={() => view.change((state) => setSort(state, column, false, isSorted))}>
        {sortWords.ascending(as)}
      </Item>
      <Item icon={IconArrowDown} onClick={() => view.change((state) => setSort(state, column, true, isSorted))}>
        {sortWords.descending(as)}
      </Item>
      {isOther ? (
        <Item icon={IconArrowUp} onClick={() => view.change((state) => setSort(state, column, false, true))}>
          {sortWords.addAscending}
        </Item>
      ) : null}
      {isSorted ? (
        <Item icon={IconX} onClick={() => view.change((state) => removeSort(state, column))}>
          {sortWords.remove}
        </Item>
      ) : null}
    </>
  )
}

function FilterItems({ table, column, at }: ItemsProps & { readonly at: Point }) {
  const { view, showOverlay, showPanel } = table
  return (
    <>
      <Item icon={IconFilter} onClick={() => showOverlay({ kind: 'filter', column, at })}>
        {words.filter}
      </Item>
      {filterOf(view.state, column) ? (
        <Item icon={IconFilterOff} onClick={() => view.change((state) => setFilter(state, column, undefined))}>
          {words.clearFilter}
        </Item>
      ) : null}
      <Item icon={IconListDetails} onClick={() => showPanel({ kind: 'summary', column })}>
        {words.summary}
      </Item>
      <Item icon={IconChartBar} onClick={() => showPanel({ kind: 'groups', by: [column] })}>
        {words.group}
      </Item>
      <Item icon={IconChartLine} onClick={() => showPanel({ kind: 'time', column })}>
        {words.time}
      </Item>
    </>
  )
}

function PlaceItems({ table, column }: ItemsProps) {
  const { columns, nameOf } = table
  const name = nameOf(column)
  const place = columns.shown.findIndex(({ source }) => source === column)
  const before = columns.shown[place - 1]
  const after = columns.shown[place + 1]
  const isPinned = columns.shown[place]?.pinned === true
  const moveTo = (other: string) => columns.move(name, columns.ordered.indexOf(other))
  return (
    <>
      <Item icon={isPinned ? IconPinnedOff : IconPin} onClick={() => columns.pin(name)}>
        {isPinned ? words.unpin : words.pin}
      </Item>
      <Item icon={IconRulerMeasure} onClick={() => columns.fit(name)}>
        {words.fit}
      </Item>
      {before ? (
        <Item icon={IconArrowLeft} onClick={() => moveTo(before.name)}>
          {words.moveLeft}
        </Item>
      ) : null}
      {after ? (
        <Item icon={IconArrowRight} onClick={() => moveTo(after.name)}>
          {words.moveRight}
        </Item>
      ) : null}
      {columns.shown.length > 1 ? (
        <Item icon={IconEyeOff} onClick={() => columns.toggle(name)}>
          {words.hide}
        </Item>
      ) : null}
      <Item icon={IconColumns3} onClick={() => selectColumn(table, place)}>
        {words.select}
      </Item>
      <Item icon={IconCopy} onClick={() => void copyText(name)}>
        {words.copyName}
      </Item>
    </>
  )
}

function selectColumn({ changeSelection }: RunTable, column: number): void {
  changeSelection((before) => {
    const cell = { row: before.focus.row, column }
    return selectTo(before, cell, { span: 'columns', extends: false, adds: false })
  })
}

interface ItemProps {
  readonly icon: TablerIcon
  readonly onClick: () => void
  readonly children: string
}

function Item({ icon: Icon, onClick, children }: ItemProps) {
  return (
    <Menu.Item leftSection={<Icon size={14} stroke={1.5} aria-hidden />} onClick={onClick}>
      {children}
    </Menu.Item>
  )
}
