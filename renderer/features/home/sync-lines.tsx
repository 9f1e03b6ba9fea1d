import { IconHourglass } from '@tabler/icons-react'
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { SyncFigures } from '../../../shared/eloqua/sync.ts'
import type { SyncAttention } from '../../../shared/eloqua/sync-index.ts'
import { wordReason, homeLineWords as words } from '../../../shared/words/home.ts'
import { describeLeft, nameSync } from '../../../shared/words/syncs.ts'
import { SyncStatusBadge } from '../../entities/status-badge.tsx'
import { syncFiguresQuery } from '../../entities/sync/sync-queries.ts'
import { StateBadge } from '../../ui/state-badge.tsx'
import { go } from '../../window/navigation.ts'
import type { TroubledSync } from './attention.ts'
import { AttentionLine } from './attention-line.tsx'

/** A sync that did not go well, with what its log says of the cause. */
export function TroubledLine({ troubled: { sync, times } }: { readonly troubled: TroubledSync }) {
  const figures = useQuery(syncFiguresQuery(sync.id))
  const rejects = figures.data
    ? (figures.data.rejected ?? 0) > 0
    : sync.status === 'warning' && sync.definition?.kind !== 'export'
  const number = words.numbered(sync.id)
  return (
    <AttentionLine
      state={<SyncStatusBadge state={sync.status} plain />}
      title={nameSync(sync)}
      detail={times > 1 ? `${number} · ${words.times(times)}` : number}
      why={describeReason(figures)}
      at={sync.createdAt}
      step={{
        label: rejects ? words.seeRejected : words.seeLog,
        run: () => go({ screen: 'sync', id: sync.id, tab: rejects ? 'rejected' : 'log' }),
      }}
    />
  )
}

function describeReason({ data, error }: Pick<UseQueryResult<SyncFigures>, 'data' | 'error'>): string {
  if (error) return words.unread
  if (!data) return words.reading
  const worst = data.reasons?.[0]
  return worst ? wordReason(worst) : words.noReason
}

interface ExpiringProps {
  readonly result: SyncAttention['expiring'][number]
  readonly now: Date
}

export function ExpiringLine({ result: { sync, until }, now }: ExpiringProps) {
  const left = describeLeft(new Date(until), now)
  return (
    <AttentionLine
      state={<StateBadge tone="amber" icon={IconHourglass} word={left} plain />}
      title={nameSync(sync)}
      detail={words.numbered(sync.id)}
      why={words.expires(left)}
      at={sync.syncEndedAt}
      step={{ label: words.openResult, run: () => go({ screen: 'sync', id: sync.id, tab: 'data' }) }}
    />
  )
}
