import { Tooltip } from '@mantine/core'
import { bothClocks } from '../../shared/words/controls.ts'
import { formatLocal, formatRelative, formatUtc } from '../../shared/words/times.ts'
import { useNow } from './use-now.ts'

interface TimeTextProps {
  /** ISO time; a dash where there is none. */
  readonly value: string | undefined
  /** `2 min ago` where it is recent. */
  readonly relative?: boolean
  /** A tab stop of its own, so that the exact UTC can be read by keyboard. Not for cells of a table. */
  readonly focusable?: boolean
}

export function TimeText({ value, relative, focusable }: TimeTextProps) {
  const now = useNow()
  if (!value) return <span>–</span>
  const time = new Date(value)
  if (Number.isNaN(time.getTime())) return <span>{value}</span>
  const exact = bothClocks(formatUtc(time), formatLocal(time, now))
  return (
    <Tooltip label={exact}>
      <time dateTime={value} tabIndex={focusable ? 0 : undefined}>
        {relative ? formatRelative(time, now) : formatLocal(time, now)}
      </time>
    </Tooltip>
  )
}
