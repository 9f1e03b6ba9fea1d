import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { WaitingRows } from '../../../shared/uploads/upload.ts'
import { deleteStagedWords } from '../../../shared/words/upload-page.ts'
import { api } from '../../api.ts'
import { announce } from '../../ui/announcer.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { waitingRowsKey } from './queries.ts'

interface DiscardWaitingProps {
  /** One of the uploads whose rows wait: all that waits at its definition goes. */
  readonly uploadId: string
  readonly definition: { readonly name: string; readonly uri: string }
  /** What Bulkdesk knows to wait there. */
  readonly rows: readonly WaitingRows[]
  readonly size?: 'xs' | 'md'
  readonly disabled?: boolean
}

/** Has Eloqua delete what is staged at a definition, after saying whose rows that are. */
export function DiscardWaiting({ uploadId, definition, rows, size = 'md', disabled }: DiscardWaitingProps) {
  const client = useQueryClient()
  const [isAsking, setAsking] = useState(false)
  const discard = useMutation({
    mutationFn: () => api.discardStaged({ uploadId }),
    onSuccess: () => announce(deleteStagedWords.done),
    onSettled: () => {
      setAsking(false)
      void client.invalidateQueries({ queryKey: waitingRowsKey(definition.uri) })
    },
    meta: { context: 'deleting' },
  })
  return (
    <>
      <Button size={size} disabled={disabled} onClick={() => setAsking(true)}>
        {deleteStagedWords.button}
      </Button>
      <ConfirmDialog
        opened={isAsking}
        title={deleteStagedWords.title(definition.name)}
        confirm={deleteStagedWords.confirm}
        destructive
        busy={discard.isPending}
        onConfirm={() => discard.mutate()}
        onClose={() => setAsking(false)}
      >
        {rows.length > 0 ? <p>{deleteStagedWords.known(rows)}</p> : null}
        <p>
          {deleteStagedWords.means} <code>{deleteStagedWords.request(definition.uri)}</code>
        </p>
      </ConfirmDialog>
    </>
  )
}
