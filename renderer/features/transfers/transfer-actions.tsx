import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Transfer } from '../../../shared/transfer.ts'
import { api } from '../../api.ts'
import { go } from '../../navigation.ts'
import { transfersQuery } from '../../transfer-queries.ts'
import { FINISHED } from './queries.ts'
import classes from './transfer-row.module.css'

interface TransferActionsProps {
  readonly transfer: Transfer
  readonly onLeave: () => void
}

export function TransferActions({ transfer, onLeave }: TransferActionsProps) {
  const { transferId, state, uploadId, syncId } = transfer
  const act = useTransferAction()
  const [isAsking, setAsking] = useState(false)
  const finished = FINISHED.has(state)
  if (isAsking && transfer.cancelMeans && !finished) {
    return (
      <CancelQuestion
        means={transfer.cancelMeans}
        onCancel={() => act.mutate(() => api.cancelTransfer({ transferId }))}
        onKeep={() => setAsking(false)}
      />
    )
  }
  const leave = (to: Parameters<typeof go>[0]) => {
    onLeave()
    go(to)
  }
  return (
    <div className={classes.actions}>
      {uploadId ? (
        <Button size="xs" onClick={() => leave({ screen: 'upload', uploadId })}>
          {state === 'needs-you' ? 'Answer' : 'Open the upload'}
        </Button>
      ) : null}
      {syncId !== undefined ? (
        <Button size="xs" onClick={() => leave({ screen: 'sync', id: syncId })}>
          Open sync {syncId}
        </Button>
      ) : null}
      {state === 'done' && transfer.fileName ? (
        <Button size="xs" onClick={() => act.mutate(() => api.showInFolder({ transferId }))}>
          Show in folder
        </Button>
      ) : null}
      {state === 'failed' ? (
        <Button size="xs" onClick={() => act.mutate(() => api.retryTransfer({ transferId }))}>
          Try again
        </Button>
      ) : null}
      {finished || !transfer.cancelMeans ? null : (
        <Button size="xs" onClick={() => setAsking(true)}>
          Cancel…
        </Button>
      )}
      {finished ? (
        <Button size="xs" variant="subtle" onClick={() => act.mutate(() => api.dismissTransfer({ transferId }))}>
          Dismiss
        </Button>
      ) : null}
    </div>
  )
}

interface CancelQuestionProps {
  readonly means: string
  readonly onCancel: () => void
  readonly onKeep: () => void
}

function CancelQuestion({ means, onCancel, onKeep }: CancelQuestionProps) {
  return (
    <fieldset className={classes.question}>
      <p>{means}</p>
      <div className={classes.actions}>
        <Button size="xs" autoFocus onClick={onKeep}>
          Keep going
        </Button>
        <Button size="xs" variant="filled" color="red" onClick={onCancel}>
          Cancel it
        </Button>
      </div>
    </fieldset>
  )
}

function useTransferAction() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (act: () => Promise<void>) => act(),
    onSettled: () => client.invalidateQueries(transfersQuery()),
  })
}
