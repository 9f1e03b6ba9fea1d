import { formatBytes, formatCount } from '../../shared/words/numbers.ts'
import classes from './number-text.module.css'

interface NumberTextProps {
  /** A dash where it is not known. */
  readonly value: number | undefined
  readonly unit?: 'count' | 'bytes'
}

export function NumberText({ value, unit = 'count' }: NumberTextProps) {
  if (value === undefined) return <span className={classes.number}>–</span>
  return <span className={classes.number}>{unit === 'bytes' ? formatBytes(value) : formatCount(value)}</span>
}
