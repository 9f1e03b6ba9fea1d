import { type ReactNode, useId } from 'react'
import classes from './recent.module.css'

/** A list on the page where a file is chosen. */
export function RecentList({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className={classes.title}>
        {title}
      </h2>
      <ul className={classes.list}>{children}</ul>
    </section>
  )
}
