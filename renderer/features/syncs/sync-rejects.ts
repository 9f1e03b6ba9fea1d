import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { parseDefinitionUri } from '../../../shared/eloqua/definition.ts'
import type { SyncReject } from '../../../shared/eloqua/eloqua.ts'
import type { ListPage, Sync } from '../../../shared/eloqua/sync.ts'
import type { RejectedRow, Upload } from '../../../shared/uploads/upload.ts'
import { api } from '../../api.ts'
import type { RejectSource } from '../../entities/rejects/reject-source.ts'

const PER_PAGE = 100

export function syncRejectedQuery(sync: Sync, offset: number) {
  return queryOptions({
    queryKey: [...keyOf(sync), offset],
    queryFn: () => readRejected(sync, offset, PER_PAGE),
    placeholderData: keepPreviousData,
  })
}

/** The upload of this computer that started the sync, if one did: it knows the file, and the definition behind a temporary copy. */
export function uploadOfSyncQuery(syncUri: string) {
  return queryOptions({
    queryKey: ['uploads', 'of-sync', syncUri],
    queryFn: async () => {
      const { items } = await api.listUploads({ search: syncUri, offset: 0, limit: 100 })
      return items.find(({ syncUris }) => syncUris.includes(syncUri)) ?? null
    },
  })
}

/** The rejects of a sync hold the values of their fields, so they can be put right whoever sent them. */
export function rejectsOf(sync: Sync, upload: Upload | null | undefined): RejectSource {
  const definition = upload?.definition ?? sync.definition ?? parseDefinitionUri(sync.syncedInstanceUri)
  return {
    key: keyOf(sync),
    ...(definition ? { definition } : {}),
    targetUri: upload?.definition.uri ?? sync.syncedInstanceUri,
    read: (offset, limit) => readRejected(sync, offset, limit),
    fix: (headers, rows) =>
      api.fixSyncRejects({ syncId: sync.id, headers: [...headers], rows: rows.map((row) => [...row]) }),
  }
}

function keyOf({ id }: Sync) {
  return ['sync', id, 'rejects'] as const
}

async function readRejected(sync: Sync, offset: number, limit: number): Promise<ListPage<RejectedRow>> {
  const page = await api.listSyncRejects({ id: sync.id, offset, limit })
  return { ...page, items: page.items.map((reject) => asRow(sync, reject)) }
}

function asRow({ uri: syncUri }: Sync, reject: SyncReject): RejectedRow {
  const { recordIndex, statusCode, message = '', fieldValues, invalidFields = [] } = reject
  return { recordIndex, syncUri, statusCode, message, fieldValues, invalidFields, ambiguous: false }
}
