import { formatBytes, formatCount } from '../../shared/words/numbers.ts'
import classes from './number-text.module.css'

/** What stands where there is no number, and why there is none. */
interface NoNumber {
  readonly sign: string
  readonly means: string
}

interface NumberTextProps {
  /** A dash where it is not known, or what `without` says. */
  readonly value: number | undefined
  readonly unit?: 'count' | 'bytes'
  readonly without?: NoNumber
}

export function NumberText({ value, unit = 'count', without }: NumberTextProps) {
  if (value === undefined) return without ? <Without {...without} /> : <span className={classes.number}>–</span>
  return <span className={classes.number}>{unit === 'bytes' ? formatBytes(value) : formatCount(value)}</span>
}

/** A sign in place of a number, with its meaning for the pointer and for screen readers. */
export function Without({ sign, means }: NoNumber) {
  return (
    <span className={classes.number} role="img" aria-label={means} title={means}>
      {sign}
    </span>
  )
}
