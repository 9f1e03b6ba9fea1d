import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { isFinal, type Sync } from '../../../shared/eloqua/sync.ts'
import { stateOf } from '../../../shared/eloqua/sync-index.ts'
import { formatCount } from '../../../shared/words/numbers.ts'
import { describeLeft, noFigure, syncWords } from '../../../shared/words/syncs.ts'
import { syncFiguresQuery } from '../../entities/sync/sync-queries.ts'
import { Figure, FigureRow } from '../../ui/figure.tsx'
import { Without } from '../../ui/number-text.tsx'
import { TimeText } from '../../ui/time-text.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useKeptUntil } from './use-kept-until.ts'

/** Rows, and what a sync of its kind is asked about next: how long an export's result can be read, or what was rejected. */
export function SyncFigures({ sync }: { readonly sync: Sync }) {
  const hasEnded = isFinal(sync.status)
  const { data, isLoading } = useQuery({ ...syncFiguresQuery(sync.id), enabled: hasEnded })
  const isExport = sync.definition?.kind === 'export'
  const say = (value: number | undefined) => sayFigure(value, hasEnded, isLoading)
  const silent = hasEnded && !isLoading ? syncWords.notReported : undefined
  return (
    <FigureRow>
      <Figure
        label={isExport ? syncWords.rowsExported : syncWords.rowsProcessed}
        value={say(data?.rows)}
        hint={data?.rows === undefined ? silent : undefined}
      />
      {isExport ? (
        <Expiry sync={sync} />
      ) : (
        <Figure
          label={syncWords.rejected}
          value={say(data?.rejected)}
          tone={data?.rejected ? 'amber' : undefined}
          hint={data?.rejected === undefined ? silent : undefined}
        />
      )}
      {data?.duplicates ? (
        <Figure label={syncWords.duplicates} value={formatCount(data.duplicates)} tone="amber" />
      ) : null}
    </FigureRow>
  )
}

function sayFigure(value: number | undefined, hasEnded: boolean, isLoading: boolean): ReactNode {
  if (value !== undefined) return formatCount(value)
  if (!hasEnded) return <Without {...noFigure.running} />
  return <Without {...(isLoading ? noFigure.unread : noFigure.notReported)} />
}

function Expiry({ sync }: { readonly sync: Sync }) {
  const until = useKeptUntil(sync)
  const now = useNow()
  // A failed export has no rows that could expire.
  if (stateOf(sync.status) === 'error') return null
  if (!isFinal(sync.status))
    return (
      <Figure label={syncWords.expiresIn} value={<Without {...noFigure.running} />} hint={syncWords.expiryStarts} />
    )
  if (!until)
    return (
      <Figure label={syncWords.expiresIn} value={<Without {...noFigure.noExpiry} />} hint={syncWords.expiryNotSet} />
    )
  const isPast = until <= now
  return (
    <Figure
      label={isPast ? syncWords.expired : syncWords.expiresIn}
      value={describeLeft(until, now)}
      tone={isPast ? 'red' : undefined}
      hint={<TimeText value={until.toISOString()} focusable />}
    />
  )
}
