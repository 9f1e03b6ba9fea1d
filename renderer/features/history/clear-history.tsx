import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { clearHistoryWords } from '../../../shared/words/history.ts'
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
      <Button onClick={() => setAsking(true)}>{clearHistoryWords.open}</Button>
      <ConfirmDialog
        opened={asking}
        title={clearHistoryWords.title}
        confirm={clearHistoryWords.confirm}
        destructive
        busy={clear.isPending}
        onConfirm={() => clear.mutate()}
        onClose={() => setAsking(false)}
      >
        {clearHistoryWords.means}
      </ConfirmDialog>
    </>
  )
}
