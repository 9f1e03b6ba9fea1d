import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Connection } from '../../../shared/contract/connection.ts'
import { api } from '../../api.ts'
import { connectionsQuery } from '../../entities/connection/connections.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'

interface ForgetDialogProps {
  /** The connection to forget; the dialog is closed without one. */
  readonly connection: Connection | undefined
  readonly onClose: () => void
}

export function ForgetDialog({ connection, onClose }: ForgetDialogProps) {
  const client = useQueryClient()
  const forget = useMutation({
    mutationFn: (id: string) => api.forgetConnection({ id }),
    onSettled: () => {
      onClose()
      return client.invalidateQueries(connectionsQuery())
    },
  })
  return (
    <ConfirmDialog
      opened={connection !== undefined}
      title={`Forget ${connection?.label ?? 'it'}?`}
      confirm="Forget it"
      destructive
      busy={forget.isPending}
      onConfirm={() => connection && forget.mutate(connection.id)}
      onClose={onClose}
    >
      <p>
        Its password is removed from the keychain and it leaves this list. Nothing changes in Eloqua. The history of
        uploads stays, but those that are not finished can then only be stopped.
      </p>
    </ConfirmDialog>
  )
}
