import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconDeviceFloppy } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { RequestEntry } from '../../../shared/contract/request-log.ts'
import { requestWords as words } from '../../../shared/words/requests.ts'
import { api } from '../../api.ts'

/** What can be done with the requests that are shown. */
export function RequestActions({ shown }: { readonly shown: readonly RequestEntry[] }) {
  const save = useMutation({
    mutationFn: (ids: readonly number[]) => api.saveRequestsHar({ ids }),
    onSuccess: ({ saved }, ids) => saved && notifications.show({ message: words.harSaved(ids.length), role: 'status' }),
    meta: { context: 'saving' },
  })
  const clear = useMutation({ mutationFn: () => api.clearRequests() })
  return (
    <>
      <Button onClick={() => clear.mutate()}>{words.clear}</Button>
      <Button
        leftSection={<IconDeviceFloppy size={16} stroke={1.5} aria-hidden />}
        loading={save.isPending}
        disabled={shown.length === 0}
        onClick={() => save.mutate(shown.map(({ id }) => id).reverse())}
      >
        {words.saveHar}
      </Button>
    </>
  )
}
