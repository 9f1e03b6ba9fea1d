import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Transfer } from '../../../shared/contract/transfer.ts'
import { transferActionWords } from '../../../shared/words/transfers.ts'
import { api } from '../../api.ts'
import { PauseOrResume } from '../../entities/transfer/pause-or-resume.tsx'
import { transfersQuery } from '../../entities/transfer/transfer-queries.ts'
import { go } from '../../window/navigation.ts'
import { FINISHED } from './queries.ts'
import classes from './transfer-row.module.css'

interface TransferActionsProps {
  readonly transfer: Transfer
  readonly onLeave: () => void
}

export function TransferActions({ transfer, onLeave }: TransferActionsProps) {
  const { transferId, state } = transfer
  const act = useTransferAction()
  const [isAsking, setAsking] = useState(false)
  if (isAsking && transfer.cancelMeans && !FINISHED.has(state)) {
    return (
      <CancelQuestion
        kind={transfer.kind}
        means={transfer.cancelMeans}
        onCancel={() => act.mutate(() => api.cancelTransfer({ transferId }))}
        onKeep={() => setAsking(false)}
      />
    )
  }
  return (
    <div className={classes.actions}>
      <Links transfer={transfer} onLeave={onLeave} />
      {state === 'done' && transfer.fileName ? (
        <>
          {transfer.kind === 'save' ? (
            <Button size="xs" onClick={() => act.mutate(() => api.openSavedFile({ transferId }))}>
              {transferActionWords.openFile}
            </Button>
          ) : null}
          <Button size="xs" onClick={() => act.mutate(() => api.showInFolder({ transferId }))}>
            {transferActionWords.showInFolder}
          </Button>
        </>
      ) : null}
      {FINISHED.has(state) ? (
        <Ended transfer={transfer} act={act.mutate} />
      ) : (
        <GoingOn transfer={transfer} act={act.mutate} onAsk={() => setAsking(true)} />
      )}
    </div>
  )
}

interface ActsProps {
  readonly transfer: Transfer
  readonly act: (act: () => Promise<void>) => void
}

function GoingOn({ transfer, act, onAsk }: ActsProps & { readonly onAsk: () => void }) {
  return (
    <>
      <PauseOrResume transfer={transfer} size="xs" act={act} />
      {transfer.cancelMeans ? (
        <Button size="xs" onClick={onAsk}>
          {transferActionWords.cancel}
        </Button>
      ) : null}
    </>
  )
}

function Ended({ transfer: { transferId, state }, act }: ActsProps) {
  return (
    <>
      {state === 'failed' ? (
        <Button size="xs" onClick={() => act(() => api.retryTransfer({ transferId }))}>
          {transferActionWords.tryAgain}
        </Button>
      ) : null}
      <Button size="xs" variant="subtle" onClick={() => act(() => api.dismissTransfer({ transferId }))}>
        {transferActionWords.dismiss}
      </Button>
    </>
  )
}

function Links({ transfer: { state, uploadId, syncId }, onLeave }: TransferActionsProps) {
  const leave = (to: Parameters<typeof go>[0]) => {
    onLeave()
    go(to)
  }
  return (
    <>
      {uploadId ? (
        <Button size="xs" onClick={() => leave({ screen: 'upload', uploadId })}>
          {state === 'needs-you' ? transferActionWords.review : transferActionWords.openUpload}
        </Button>
      ) : null}
      {syncId !== undefined ? (
        <Button size="xs" onClick={() => leave({ screen: 'sync', id: syncId })}>
          {transferActionWords.openSync(syncId)}
        </Button>
      ) : null}
    </>
  )
}

interface CancelQuestionProps {
  readonly kind: Transfer['kind']
  readonly means: string
  readonly onCancel: () => void
  readonly onKeep: () => void
}

function CancelQuestion({ kind, means, onCancel, onKeep }: CancelQuestionProps) {
  return (
    <fieldset className={classes.question}>
      <p>{means}</p>
      <div className={classes.actions}>
        <Button size="xs" autoFocus onClick={onKeep}>
          {transferActionWords.keep(kind)}
        </Button>
        <Button size="xs" variant="filled" color="red" onClick={onCancel}>
          {transferActionWords.confirmCancel(kind)}
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
