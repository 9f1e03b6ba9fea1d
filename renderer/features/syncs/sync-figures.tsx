import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { isFinal, type Sync } from '../../../shared/eloqua/sync.ts'
import { formatCount } from '../../../shared/words/numbers.ts'
import { syncFiguresQuery } from '../../entities/sync/sync-queries.ts'
import { Figure, FigureRow } from '../../ui/figure.tsx'
import { TimeText } from '../../ui/time-text.tsx'
import { useNow } from '../../ui/use-now.ts'
import { describeLeft } from './describe-left.ts'
import { useKeptUntil } from './use-kept-until.ts'

/** Three facts: rows, refused, and how long the result can still be read. */
export function SyncFigures({ sync }: { readonly sync: Sync }) {
  const hasEnded = isFinal(sync.status)
  const { data, isLoading } = useQuery({ ...syncFiguresQuery(sync.id), enabled: hasEnded })
  const isExport = sync.definition?.kind === 'export'
  const say = (value: number | undefined) => sayFigure(value, hasEnded, isLoading)
  const silent = hasEnded && !isLoading ? 'the log does not say' : undefined
  return (
    <FigureRow>
      <Figure
        label={isExport ? 'Rows exported' : 'Rows processed'}
        value={say(data?.rows)}
        hint={data?.rows === undefined ? silent : undefined}
      />
      <Figure
        label="Refused"
        value={say(data?.refused)}
        tone={data?.refused ? 'amber' : undefined}
        hint={data?.refused === undefined ? silent : undefined}
      />
      {isExport ? <Expiry sync={sync} /> : null}
    </FigureRow>
  )
}

function sayFigure(value: number | undefined, hasEnded: boolean, isLoading: boolean): ReactNode {
  if (value !== undefined) return formatCount(value)
  return hasEnded && !isLoading ? '–' : '…'
}

function Expiry({ sync }: { readonly sync: Sync }) {
  const until = useKeptUntil(sync)
  const now = useNow()
  if (!isFinal(sync.status)) return <Figure label="Expires in" value="…" hint="counted from the end" />
  if (!until) return <Figure label="Expires in" value="–" hint="its definition does not say" />
  const isPast = until <= now
  return (
    <Figure
      label={isPast ? 'Expired' : 'Expires in'}
      value={describeLeft(until, now)}
      tone={isPast ? 'red' : undefined}
      hint={<TimeText value={until.toISOString()} focusable />}
    />
  )
}
