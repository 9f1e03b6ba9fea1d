import { useQuery } from '@tanstack/react-query'
import { keptUntil } from '../../../shared/eloqua/retention.ts'
import type { Sync } from '../../../shared/eloqua/sync.ts'
import { definitionQuery } from '../../entities/definition/definition-queries.ts'

/** Until when Eloqua keeps an export's data, by its definition as it is now; undefined where nobody can say. */
export function useKeptUntil(sync: Sync): Date | undefined {
  const isExport = sync.definition?.kind === 'export'
  const { data } = useQuery({ ...definitionQuery(sync.syncedInstanceUri), enabled: isExport, retry: false })
  return keptUntil(sync.syncEndedAt, data?.dataRetentionDuration)
}
