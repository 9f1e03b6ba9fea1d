import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { AppError } from '../../../shared/contract/errors.ts'
import { newSyncWords } from '../../../shared/words/syncs.ts'
import { api } from '../../api.ts'
import { syncQuery } from '../../entities/sync/sync-queries.ts'
import { placeToStay, replaceRoute } from '../../window/navigation.ts'

export interface StartSync {
  readonly send: (request: { definitionUri: string; callbackUrl?: string }) => void
  readonly isPending: boolean
  /** What Eloqua finds wrong with the definition, with the callback. */
  readonly definitionFault: string | undefined
  readonly callbackFault: string | undefined
  /** Everything else that went wrong, or the whole error when it names no field of this form. */
  readonly error: AppError | undefined
  /** The sync may have been started: Bulkdesk cannot tell. */
  readonly isInDoubt: boolean
  /** Lets the user try again, knowingly. */
  readonly forget: () => void
}

/** Starts a sync and goes to its page, unless the user went elsewhere meanwhile. A POST: it is never repeated but by the user. */
export function useStartSync(): StartSync {
  const client = useQueryClient()
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: api.startSync,
    meta: { shownInPlace: true },
    onMutate: placeToStay,
    onSuccess: (sync, _request, isStillHere) => {
      client.setQueryData(syncQuery(sync.id).queryKey, sync)
      void client.invalidateQueries({ queryKey: ['syncs'] })
      if (isStillHere()) replaceRoute({ screen: 'sync', id: sync.id })
      else notifications.show({ message: newSyncWords.startedMeanwhile(sync.id), role: 'status' })
    },
  })
  const definitionFault = faultOf(error, 'syncedinstanceuri')
  const callbackFault = faultOf(error, 'callbackurl')
  return {
    send: mutate,
    isPending,
    definitionFault,
    callbackFault,
    error: error && !definitionFault && !callbackFault ? error : undefined,
    isInDoubt: error?.code === 'in-doubt' || error?.fate === 'may-have-arrived',
    forget: reset,
  }
}

/** Eloqua matches names in any capitals, and so do we. */
function faultOf(error: AppError | null, field: string): string | undefined {
  const faults = error?.failures?.filter((failure) => failure.field?.toLowerCase() === field) ?? []
  return faults.map((failure) => failure.constraint ?? newSyncWords.rejected).join(' ') || undefined
}
