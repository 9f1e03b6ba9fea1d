import type { ReactNode } from 'react'
import classes from './split-pane.module.css'

interface SplitPaneProps {
  readonly list: ReactNode
  /** Absent while nothing is chosen: the list then has all the room. */
  readonly children?: ReactNode
  /** What the right side is about, for screen readers. */
  readonly label: string
}

/** A list on the left and what is chosen from it on the right, each scrolling by itself. */
export function SplitPane({ list, children, label }: SplitPaneProps) {
  return (
    <div className={classes.split}>
      <div className={classes.list} data-alone={children === undefined || undefined}>
        {list}
      </div>
      {children === undefined ? null : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        <section className={classes.detail} aria-label={label} tabIndex={0}>
          {children}
        </section>
      )}
    </div>
  )
}
