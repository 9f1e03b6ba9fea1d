import { type ReactNode, useId } from 'react'
import classes from './section.module.css'

interface SectionProps {
  readonly number?: number
  readonly title: string
  /** At the right of the title. */
  readonly aside?: ReactNode
  readonly children: ReactNode
}

/** One step of the check page, or one part of what became of an upload. */
export function Section({ number, title, aside, children }: SectionProps) {
  const titleId = useId()
  return (
    <section className={classes.section} aria-labelledby={titleId}>
      <div className={classes.head}>
        {number ? (
          <span className={classes.step} aria-hidden>
            {number}
          </span>
        ) : null}
        <h2 id={titleId} className={classes.title}>
          {title}
        </h2>
        {aside ? <div className={classes.aside}>{aside}</div> : null}
      </div>
      <div className={classes.body}>{children}</div>
    </section>
  )
}
