import type { ReactNode } from 'react'
import classes from './page.module.css'

interface PageProps {
  readonly title: string
  /** What stands before the title, such as a way back. */
  readonly before?: ReactNode
  /** What stands beside the title, such as a status badge. */
  readonly beside?: ReactNode
  /** One line of context under or beside the title. */
  readonly context?: ReactNode
  /** Buttons at the right; the primary one last, `<Button size="md" variant="filled">`. */
  readonly actions?: ReactNode
  /** The content fills the window's rest and scrolls by itself (tables). Without it the page scrolls. */
  readonly fill?: boolean
  /** Title, context and actions on one low line: the content is what counts. */
  readonly compact?: boolean
  readonly children: ReactNode
}

/** The frame of every screen: title, context, actions, content. The title is the screen's only h1. */
export function Page({ title, before, beside, context, actions, fill, compact, children }: PageProps) {
  return (
    <div className={classes.page}>
      <header className={classes.header} data-compact={compact || undefined}>
        {before}
        <div className={classes.titles}>
          <div className={classes.titleLine}>
            <h1 className={classes.title}>{title}</h1>
            {beside}
          </div>
          {context ? <div className={classes.context}>{context}</div> : null}
        </div>
        {actions ? <div className={classes.actions}>{actions}</div> : null}
      </header>
      <div className={fill ? classes.fill : classes.scroll} tabIndex={fill ? undefined : 0}>
        {children}
      </div>
    </div>
  )
}
