import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { WaitingRows } from '../../../shared/uploads/upload.ts'
import { formatList } from '../../../shared/words/numbers.ts'
import { api } from '../../api.ts'
import { announce } from '../../ui/announcer.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { waitingRowsKey } from './queries.ts'
import { countWords } from './waiting-list.tsx'

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
    onSuccess: () => announce('The staged rows were deleted'),
    onSettled: () => {
      setAsking(false)
      void client.invalidateQueries({ queryKey: waitingRowsKey(definition.uri) })
    },
    meta: { context: 'deleting' },
  })
  return (
    <>
      <Button size={size} disabled={disabled} onClick={() => setAsking(true)}>
        Delete staged rows…
      </Button>
      <ConfirmDialog
        opened={isAsking}
        title={`Delete all staged rows in ${definition.name}?`}
        confirm="Delete staged rows"
        destructive
        busy={discard.isPending}
        onConfirm={() => discard.mutate()}
        onClose={() => setAsking(false)}
      >
        {rows.length > 0 ? <p>Bulkdesk knows of {formatList(rows.map(ofFile))}.</p> : null}
        <p>
          Eloqua deletes all rows staged in this definition (<code>DELETE …{definition.uri}/data</code>), including rows
          from colleagues. They are not imported, and no record changes. This isn’t possible while a sync of the
          definition runs.
        </p>
      </ConfirmDialog>
    </>
  )
}

function ofFile(one: WaitingRows): string {
  return `${countWords(one)} of ${one.fileName}`
}
