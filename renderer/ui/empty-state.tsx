import type { TablerIcon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './empty-state.module.css'

interface EmptyStateProps {
  readonly icon?: TablerIcon
  /** The situation: `No syncs yet`, `No sync fits this filter`. */
  readonly title: string
  /** What to do, in one line. */
  readonly children?: ReactNode
  /** The button that does it, named for what it does. */
  readonly action?: ReactNode
}

/** Nothing to show, and why. Tell apart: never had any, filter hides all, no permission, expired. */
export function EmptyState({ icon: Icon, title, children, action }: EmptyStateProps) {
  return (
    <div className={classes.empty}>
      {Icon ? <Icon className={classes.icon} size={28} stroke={1.25} aria-hidden /> : null}
      <h2 className={classes.title}>{title}</h2>
      {children ? <p className={classes.text}>{children}</p> : null}
      {action ? <div className={classes.action}>{action}</div> : null}
    </div>
  )
}
