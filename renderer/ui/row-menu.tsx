import { Menu } from '@mantine/core'
import type { TablerIcon } from '@tabler/icons-react'
import { Fragment, type KeyboardEvent, type MouseEvent, type ReactNode, useRef, useState } from 'react'
import { MenuAt, type Point } from './anchored.tsx'

export interface RowMenuItem {
  readonly label: string
  readonly icon?: TablerIcon
  readonly onChoose: () => void
  /** Deletes or cancels something: shown in red. */
  readonly isDanger?: boolean
  /** A line above: another kind of thing begins. */
  readonly startsGroup?: boolean
}

export interface RowMenu<T> {
  /** Names the menu for screen readers: `Sync 66104`. */
  readonly label: (row: T) => string
  /** Read when the menu opens. None: no menu opens on this row. */
  readonly items: (row: T) => readonly RowMenuItem[]
}

interface OpenMenu<T> {
  readonly row: T
  readonly at: Point
}

/**
 * The menu of a row, by right click, Shift+F10 or the menu key. Spread `menuProps(row)` on each row, which must be able to
 * hold the focus, and render `menu` beside the list. Choosing or closing gives the focus back to the row.
 */
export function useRowMenu<T>(rowMenu: RowMenu<T> | undefined): {
  readonly menuProps: (row: T) => object
  readonly menu: ReactNode
} {
  const [open, setOpen] = useState<OpenMenu<T>>()
  const opener = useRef<HTMLElement>(null)
  if (!rowMenu) return { menuProps: () => ({}), menu: null }

  const show = (row: T, element: HTMLElement, at: Point) => {
    if (rowMenu.items(row).length === 0) return
    opener.current = element
    setOpen({ row, at })
  }
  const close = () => {
    setOpen(undefined)
    opener.current?.focus({ preventScroll: true })
  }
  return {
    menuProps: (row) => ({
      onContextMenu(event: MouseEvent<HTMLElement>) {
        // Selected text keeps the menu of the system, which copies.
        if (getSelection()?.isCollapsed === false) return
        event.preventDefault()
        show(row, event.currentTarget, { x: event.clientX, y: event.clientY })
      },
      onKeyDownCapture(event: KeyboardEvent<HTMLElement>) {
        if (event.key !== 'ContextMenu' && !(event.shiftKey && event.key === 'F10')) return
        event.preventDefault()
        event.stopPropagation()
        const { left, bottom } = event.currentTarget.getBoundingClientRect()
        show(row, event.currentTarget, { x: left + KEYBOARD_INSET, y: bottom })
      },
    }),
    menu: open ? <OpenRowMenu {...open} rowMenu={rowMenu} onClose={close} /> : null,
  }
}

/** From the row's left edge, so that the menu stands below the row's first words. */
const KEYBOARD_INSET = 24

interface OpenRowMenuProps<T> extends OpenMenu<T> {
  readonly rowMenu: RowMenu<T>
  readonly onClose: () => void
}

function OpenRowMenu<T>({ row, at, rowMenu, onClose }: OpenRowMenuProps<T>) {
  return (
    <MenuAt at={at} label={rowMenu.label(row)} onClose={onClose}>
      {rowMenu.items(row).map(({ label, icon: Icon, onChoose, isDanger, startsGroup }) => (
        <Fragment key={label}>
          {startsGroup ? <Menu.Divider /> : null}
          <Menu.Item
            color={isDanger ? 'red' : undefined}
            leftSection={Icon ? <Icon size={16} stroke={1.5} aria-hidden /> : undefined}
            onClick={onChoose}
          >
            {label}
          </Menu.Item>
        </Fragment>
      ))}
    </MenuAt>
  )
}
