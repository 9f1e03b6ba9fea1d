import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { ReadingProposal } from '../../../shared/csv/csv.ts'
import type { Upload } from '../../../shared/uploads/upload.ts'
import { api, subscribe } from '../../api.ts'

/** How the user wants a file read, where it differs from what was detected. */
export type ReadingChoice = ReadingProposal

export function firstLookQuery(fileId: string, choice: ReadingChoice) {
  return queryOptions({
    queryKey: ['first-look', fileId, choice],
    queryFn: () => api.takeFirstLook({ fileId, ...choice }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
}

/** Definitions to which files with these columns were sent. */
export function sameColumnsQuery(headers: readonly string[]) {
  return queryOptions({
    queryKey: ['uploads', 'same-columns', headers],
    queryFn: () => api.listSameColumns({ headers }),
  })
}

export function recentFilesQuery() {
  return queryOptions({ queryKey: ['recent-files'], queryFn: () => api.listRecentFiles(), staleTime: 0 })
}

export function sheetsQuery(fileId: string) {
  return queryOptions({
    queryKey: ['sheets', fileId],
    queryFn: () => api.listSheets({ fileId }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
}

export function proposalQuery(targetUri: string, headers: readonly string[]) {
  return queryOptions({
    queryKey: ['mapping-proposal', targetUri, headers],
    queryFn: () => api.proposeMapping({ targetUri, headers }),
    staleTime: 0,
  })
}

export function checkQuery(checkId: string) {
  return queryOptions({
    queryKey: ['check', checkId],
    queryFn: () => api.getCheck({ checkId }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** What changes while nobody looks at an upload is told to nobody: it is read again whenever somebody does. */
export function uploadQuery(uploadId: string) {
  return queryOptions({ queryKey: ['upload', uploadId], queryFn: () => api.getUpload({ uploadId }), staleTime: 0 })
}

/** The uploads of files that were sent together. */
export function groupQuery(groupId: string) {
  return queryOptions({
    queryKey: ['upload-group', groupId],
    queryFn: () => api.listUploadGroup({ groupId }),
    staleTime: 0,
  })
}

const REJECTED_PER_PAGE = 100
/**
 * Each sync that ends may bring more rejected rows. Main counts them after the log was read, and notes the end of the sync
 * only then: a list by the log's length could be read too early, and stay empty.
 */
export function rejectedKey({ uploadId, events }: Upload) {
  return ['upload', uploadId, 'rejected', events.filter(({ event }) => event.kind === 'sync-ended').length] as const
}

export function rejectedRowsQuery(upload: Upload, offset: number) {
  const { uploadId } = upload
  return queryOptions({
    queryKey: [...rejectedKey(upload), offset],
    queryFn: () => api.listRejectedRows({ uploadId, offset, limit: REJECTED_PER_PAGE }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** Definitions that uploads of the past went to, newest first, each once. */
export function recentTargetsQuery() {
  return queryOptions({
    queryKey: ['uploads', 'recent-targets'],
    queryFn: async () => {
      const { items } = await api.listUploads({ search: '', offset: 0, limit: 50 })
      const used = items.map(({ definition, connectionId }) => ({ ...definition, connectionId }))
      const each = new Map(used.map((one) => [`${one.connectionId} ${one.uri}`, one]))
      return [...each.values()].slice(0, 20)
    },
  })
}

export function waitingRowsKey(definitionUri: string) {
  return ['waiting-rows', definitionUri] as const
}

/** Rows of uploads that wait at a definition; read again whenever an upload changes or the window is looked at again. */
export function useWaitingRows(definitionUri: string) {
  const client = useQueryClient()
  useEffect(() => {
    const refresh = () => void client.invalidateQueries({ queryKey: waitingRowsKey(definitionUri) })
    window.addEventListener('focus', refresh)
    const unsubscribe = subscribe('upload-changed', refresh)
    return () => {
      window.removeEventListener('focus', refresh)
      unsubscribe()
    }
  }, [definitionUri, client])
  return useQuery({
    queryKey: waitingRowsKey(definitionUri),
    queryFn: () => api.listWaitingRows({ definitionUri }),
    staleTime: 0,
  })
}

/** Takes what main tells of one check into the cache. */
export function useCheckEvents(checkId: string | undefined): void {
  const client = useQueryClient()
  useEffect(() => {
    if (!checkId) return
    return subscribe('check-changed', (change) => {
      if (change.checkId === checkId) void client.invalidateQueries({ queryKey: ['check', checkId] })
    })
  }, [checkId, client])
}

/** Takes what main tells of one upload into the cache. Server state is read again when the window gets the focus. */
export function useUploadEvents(uploadId: string): void {
  const client = useQueryClient()
  useEffect(() => {
    const refresh = () => void client.invalidateQueries({ queryKey: ['upload', uploadId], exact: true })
    window.addEventListener('focus', refresh)
    const unsubscribe = subscribe('upload-changed', (change) => {
      if (change.uploadId === uploadId) refresh()
    })
    return () => {
      window.removeEventListener('focus', refresh)
      unsubscribe()
    }
  }, [uploadId, client])
}
