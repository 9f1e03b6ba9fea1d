import { type ReactNode, useId } from 'react'
import type { DraftPlace } from '../../../../shared/eloqua/draft-issue.ts'
import { PLACES_ATTRIBUTE } from './focus-place.ts'
import classes from './form.module.css'

interface FormSectionProps {
  readonly title: string
  /** The issues that are about controls of this part. */
  readonly places: readonly DraftPlace[]
  /** At the right of the title. */
  readonly aside?: ReactNode
  readonly children: ReactNode
}

/** One part of a definition's form. */
export function FormSection({ title, places, aside, children }: FormSectionProps) {
  const titleId = useId()
  return (
    <section className={classes.section} aria-labelledby={titleId} {...{ [PLACES_ATTRIBUTE]: places.join(' ') }}>
      <div className={classes.sectionHead}>
        <h2 id={titleId} className={classes.sectionTitle}>
          {title}
        </h2>
        {aside ? <div className={classes.aside}>{aside}</div> : null}
      </div>
      {children}
    </section>
  )
}
