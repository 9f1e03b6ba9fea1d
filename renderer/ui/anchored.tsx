import { Menu, Popover } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './anchored.module.css'

export interface Point {
  readonly x: number
  readonly y: number
}

interface AnchoredProps {
  /** Where the pointer was, or the cell that has the focus, in the window. */
  readonly at: Point
  readonly label: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A menu at a place in the window. Render it while it is open; whoever opened it takes the focus back in `onClose`. */
export function MenuAt({ at, label, onClose, children }: AnchoredProps) {
  return (
    <Menu opened onClose={onClose} returnFocus={false} position="bottom-start">
      <Menu.Target>
        <Anchor at={at} label={label} />
      </Menu.Target>
      <Menu.Dropdown aria-label={label} className={classes.menu}>
        {children}
      </Menu.Dropdown>
    </Menu>
  )
}

/** A small form at a place in the window. Esc and a click beside it close it. */
export function PopoverAt({ at, label, onClose, children }: AnchoredProps) {
  return (
    <Popover opened onClose={onClose} onDismiss={onClose} trapFocus position="bottom-start" withinPortal>
      <Popover.Target>
        <Anchor at={at} label={label} />
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>{children}</Popover.Dropdown>
    </Popover>
  )
}

function Anchor({ at, label, ...rest }: { readonly at: Point; readonly label: string }) {
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={label}
      {...rest}
      style={{ position: 'fixed', left: at.x, top: at.y, width: 0, height: 0, padding: 0, border: 0, opacity: 0 }}
    />
  )
}
