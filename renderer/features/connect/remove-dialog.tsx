import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Connection } from '../../../shared/contract/connection.ts'
import { savedConnectionWords } from '../../../shared/words/connect.ts'
import { jobWords } from '../../../shared/words/jobs.ts'
import { api } from '../../api.ts'
import { connectionsQuery } from '../../entities/connection/connections.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'

interface RemoveDialogProps {
  /** The connection to remove; the dialog is closed without one. */
  readonly connection: Connection | undefined
  readonly onClose: () => void
}

export function RemoveDialog({ connection, onClose }: RemoveDialogProps) {
  const client = useQueryClient()
  const remove = useMutation({
    mutationFn: (id: string) => api.forgetConnection({ id }),
    onSettled: () => {
      onClose()
      return client.invalidateQueries(connectionsQuery())
    },
  })
  return (
    <ConfirmDialog
      opened={connection !== undefined}
      title={savedConnectionWords.removeTitle(connection?.label ?? '')}
      confirm={savedConnectionWords.removeConfirm}
      destructive
      busy={remove.isPending}
      onConfirm={() => connection && remove.mutate(connection.id)}
      onClose={onClose}
    >
      <p>{savedConnectionWords.removeMeans}</p>
      <p>{jobWords.goWithConnection}</p>
    </ConfirmDialog>
  )
}
