import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { columnsKey } from '../../../../shared/contract/window-settings.ts'
import type { CsvFlavour } from '../../../../shared/csv/csv.ts'
import type { Sync } from '../../../../shared/eloqua/sync.ts'
import { resultWords } from '../../../../shared/words/results.ts'
import { api } from '../../../api.ts'
import { useActiveConnection } from '../../../entities/connection/connections.ts'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import { useCommand } from '../../../window/commands.ts'
import type { PagePlace } from './page-place.ts'
import { recallPlace, rememberPlace } from './remembered-place.ts'
import { ResultFailure } from './result-failure.tsx'
import { ResultView } from './result-view.tsx'
import { useResultPage } from './use-result-page.ts'

interface ResultTableProps {
  readonly sync: Sync
  /** Until when Eloqua keeps the data, as far as that is known. */
  readonly keptUntil?: Date
}

/** What an export sync returned: any page of it, as a grid. */
export function ResultTable({ sync, keptUntil }: ResultTableProps) {
  const connection = useActiveConnection()
  const [place, setPlace] = useState<PagePlace>(() => recallPlace(sync))
  const query = useResultPage({ syncId: sync.id, offset: place.offset, limit: place.limit })
  const save = useMutation({
    mutationFn: (flavour: CsvFlavour) => api.saveResult({ syncId: sync.id, flavour }),
  })
  const { data: page, error } = query
  useCommand('save-csv', page ? () => save.mutate('exact') : undefined)
  useCommand('refresh', () => void query.refetch())

  if (error && !query.isPlaceholderData) {
    return <ResultFailure error={error} sync={sync} retrying={query.isFetching} onRetry={() => void query.refetch()} />
  }
  if (!page) return <SkeletonRows rows={16} label={resultWords.loading} />
  return (
    <ResultView
      layoutKey={connection ? columnsKey(connection, sync.syncedInstanceUri) : sync.syncedInstanceUri}
      page={page}
      place={place}
      isFetching={query.isPlaceholderData}
      keptUntil={keptUntil}
      onGo={setPlace}
      onAt={(row) => rememberPlace(sync, { offset: page.offset, limit: page.limit, row })}
      onSave={save.mutate}
      isSaving={save.isPending}
      onPageGone={() => void query.refetch()}
    />
  )
}
