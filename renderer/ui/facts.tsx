import type { ReactNode } from 'react'
import classes from './facts.module.css'

interface FactsProps {
  /** Pairs of a name and what is said of it; a pair without a value is left out. */
  readonly items: readonly (readonly [name: string, value: ReactNode | undefined])[]
}

/** Names and values under each other: what is known of one thing. */
export function Facts({ items }: FactsProps) {
  return (
    <dl className={classes.facts}>
      {items
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => (
          <div key={name} className={classes.fact}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}
