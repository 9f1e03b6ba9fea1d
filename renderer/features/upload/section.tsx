import { type ReactNode, useId } from 'react'
import classes from './upload.module.css'

interface SectionProps {
  readonly number?: number
  readonly title: string
  /** At the right of the title. */
  readonly aside?: ReactNode
  readonly children: ReactNode
}

/** One numbered step of the check page. */
export function Section({ number, title, aside, children }: SectionProps) {
  const titleId = useId()
  return (
    <section className={classes.section} aria-labelledby={titleId}>
      <header className={classes.sectionHead}>
        {number ? (
          <span className={classes.step} aria-hidden>
            {number}
          </span>
        ) : null}
        <h2 id={titleId} className={classes.sectionTitle}>
          {title}
        </h2>
        {aside ? <div className={classes.aside}>{aside}</div> : null}
      </header>
      <div className={classes.sectionBody}>{children}</div>
    </section>
  )
}
