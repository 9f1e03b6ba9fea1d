import { Button, Checkbox, Group, Popover, Switch } from '@mantine/core'
import {
  IconChevronDown,
  IconChevronUp,
  IconColumns3,
  IconGripVertical,
  IconPin,
  IconPinFilled,
} from '@tabler/icons-react'
import type { DragEvent, KeyboardEvent } from 'react'
import { columnsWords } from '../../../../shared/words/results.ts'
import { ToolButton } from '../../../ui/tool-button.tsx'
import { changeWindowSettings, useWindowSettings } from '../../../window/window-settings.ts'
import { BarButton } from './bar-button.tsx'
import classes from './columns-menu.module.css'
import type { ColumnControls } from './use-column-layout.ts'

const DRAGGED = 'application/x-bulkdesk-column'

/** Which columns are shown, and in what order: by dragging, by the buttons, or with Alt and an arrow. */
export function ColumnsMenu({ columns }: { readonly columns: ColumnControls }) {
  const { columnSummaries: showsSummaries } = useWindowSettings()
  const hidden = columns.layout.hidden.filter((name) => columns.ordered.includes(name)).length
  return (
    <Popover position="bottom-end" trapFocus withinPortal>
      <Popover.Target>
        <BarButton icon={IconColumns3} label={columnsWords.title(hidden)} />
      </Popover.Target>
      <Popover.Dropdown className={classes.menu} aria-label={columnsWords.label}>
        <ul className={classes.list}>
          {columns.ordered.map((name, index) => (
            <ColumnItem key={name} name={name} index={index} columns={columns} />
          ))}
        </ul>
        <Group className={classes.foot} justify="space-between">
          <span>{columnsWords.reorder}</span>
          <Group gap="xs">
            <Button size="xs" onClick={() => columns.fit()}>
              {columnsWords.fitAll}
            </Button>
            <Button size="xs" onClick={columns.reset}>
              {columnsWords.reset}
            </Button>
          </Group>
          <Switch
            className={classes.pictures}
            label={columnsWords.pictures}
            checked={showsSummaries}
            onChange={(event) => changeWindowSettings({ columnSummaries: event.currentTarget.checked })}
          />
        </Group>
      </Popover.Dropdown>
    </Popover>
  )
}

interface ColumnItemProps {
  readonly name: string
  readonly index: number
  readonly columns: ColumnControls
}

function ColumnItem({ name, index, columns }: ColumnItemProps) {
  const last = columns.ordered.length - 1
  const isHidden = columns.layout.hidden.includes(name)
  const isOnlyOne = !isHidden && columns.shown.length === 1

  function onKeyDown(event: KeyboardEvent) {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (!event.altKey || step === 0) return
    event.preventDefault()
    columns.move(name, index + step)
  }

  function onDrop(event: DragEvent) {
    const dragged = event.dataTransfer.getData(DRAGGED)
    if (dragged) columns.move(dragged, index)
  }

  return (
    <li
      className={classes.item}
      draggable
      onDragStart={(event) => event.dataTransfer.setData(DRAGGED, name)}
      onDragOver={(event) => event.dataTransfer.types.includes(DRAGGED) && event.preventDefault()}
      onDrop={onDrop}
    >
      <IconGripVertical className={classes.grip} size={14} stroke={1.5} aria-hidden />
      <Checkbox
        className={classes.check}
        label={name}
        checked={!isHidden}
        disabled={isOnlyOne}
        onChange={() => columns.toggle(name)}
        onKeyDown={onKeyDown}
      />
      <ToolButton
        icon={columns.isPinned(name) ? IconPinFilled : IconPin}
        label={columnsWords.pin(name)}
        pressed={columns.isPinned(name)}
        onClick={() => columns.pin(name)}
      />
      <ToolButton
        icon={IconChevronUp}
        label={columnsWords.moveUp(name)}
        onClick={() => columns.move(name, index - 1)}
        disabledBecause={index === 0 ? columnsWords.isFirst : undefined}
      />
      <ToolButton
        icon={IconChevronDown}
        label={columnsWords.moveDown(name)}
        onClick={() => columns.move(name, index + 1)}
        disabledBecause={index === last ? columnsWords.isLast : undefined}
      />
    </li>
  )
}
