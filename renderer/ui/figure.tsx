import type { ReactNode } from 'react'
import classes from './figure.module.css'
import type { Tone } from './state-badge.tsx'

interface FigureProps {
  readonly label: string
  readonly value: ReactNode
  /** A short line under the figure. */
  readonly hint?: ReactNode
  readonly tone?: Tone
}

/** One fact in large figures. Put several into a FigureRow. */
export function Figure({ label, value, hint, tone }: FigureProps) {
  return (
    <div className={classes.figure} data-tone={tone}>
      <dt className={classes.label}>{label}</dt>
      <dd className={classes.value}>{value}</dd>
      {hint ? <dd className={classes.hint}>{hint}</dd> : null}
    </div>
  )
}

export function FigureRow({ children }: { readonly children: ReactNode }) {
  return <dl className={classes.row}>{children}</dl>
}
