import { Button, Progress } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Transfer } from '../../../shared/transfer.ts'
import type { Upload } from '../../../shared/upload.ts'
import { api } from '../../api.ts'
import { announce } from '../../components/announcer.tsx'
import { formatBytes } from '../../components/numbers.ts'
import { transfersQuery } from './queries.ts'
import classes from './upload.module.css'

/** Where the upload stands, in words and, while parts go out, in figures. */
export function UploadProgress({ upload }: { readonly upload: Upload }) {
  const transfers = useQuery(transfersQuery())
  const transfer = transfers.data?.find((one) => one.uploadId === upload.uploadId)
  const cancel = useMutation({ mutationFn: (transferId: string) => api.cancelTransfer({ transferId }) })
  const isOver = upload.state === 'done' || upload.state === 'stopped'
  const text = upload.outcome ?? (upload.question ? '' : words(upload, transfer))
  useEffect(() => {
    if (upload.outcome) announce(upload.outcome)
  }, [upload.outcome])
  return (
    <div className={classes.progress} role="status" data-state={upload.state}>
      <p className={isOver ? classes.outcome : undefined}>{text}</p>
      {transfer && !isOver ? (
        <>
          <Progress value={share(transfer)} aria-label="Share of the file that was sent" />
          <p className={classes.figures}>{figures(transfer)}</p>
          {transfer.cancelMeans ? (
            <div className={classes.cancel}>
              <Button loading={cancel.isPending} onClick={() => cancel.mutate(transfer.transferId)}>
                Cancel
              </Button>
              <span className={classes.dim}>{transfer.cancelMeans}</span>
            </div>
          ) : null}
        </>
      ) : null}
    </div>
  )
}

function words(upload: Upload, transfer: Transfer | undefined): string {
  return transfer?.message ?? upload.events.at(-1)?.text ?? ''
}

function share({ progress }: Transfer): number {
  return progress.total ? (progress.done / progress.total) * 100 : 0
}

function figures({ progress }: Transfer): string {
  const { done, total, part, parts, rate, secondsLeft } = progress
  return [
    part && parts ? `part ${part} of ${parts}` : undefined,
    `${formatBytes(done)}${total ? ` of ${formatBytes(total)}` : ''}`,
    rate ? `${formatBytes(rate)}/s` : undefined,
    secondsLeft ? `${secondsLeft} s left` : undefined,
  ]
    .filter(Boolean)
    .join(' · ')
}
