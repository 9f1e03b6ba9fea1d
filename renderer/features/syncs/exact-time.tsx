import { Tooltip } from '@mantine/core'
import { formatLocal, formatUtc } from '../../../shared/words/times.ts'
import { useNow } from '../../ui/use-now.ts'

interface ExactTimeProps {
  readonly value: string
  /** A tab stop of its own, so that the UTC can be read by keyboard. Not for cells of a table. */
  readonly focusable?: boolean
}

/** A local time to the second: the steps of a sync lie seconds apart. */
export function ExactTime({ value, focusable }: ExactTimeProps) {
  const now = useNow(60_000)
  const time = new Date(value)
  if (Number.isNaN(time.getTime())) return <span>{value}</span>
  const seconds = String(time.getSeconds()).padStart(2, '0')
  return (
    <Tooltip label={formatUtc(time)}>
      <time dateTime={value} tabIndex={focusable ? 0 : undefined}>
        {formatLocal(time, now)}:{seconds}
      </time>
    </Tooltip>
  )
}
