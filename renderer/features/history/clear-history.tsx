import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'

export function ClearHistory() {
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const clear = useMutation({
    mutationFn: () => api.clearHistory(),
    onSuccess: () => client.invalidateQueries({ queryKey: ['uploads'] }),
    onSettled: () => setAsking(false),
    meta: { context: 'deleting' },
  })
  return (
    <>
      <Button onClick={() => setAsking(true)}>Clear history…</Button>
      <ConfirmDialog
        opened={asking}
        title="Clear the history of uploads?"
        confirm="Clear the history"
        destructive
        busy={clear.isPending}
        onConfirm={() => clear.mutate()}
        onClose={() => setAsking(false)}
      >
        Receipts of finished uploads are deleted from this computer. Uploads under way stay, and so do those whose rows
        still wait at a definition. Nothing changes in Eloqua.
      </ConfirmDialog>
    </>
  )
}
