import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Transfer } from '../../../../shared/contract/transfer.ts'
import type { Upload, UploadState } from '../../../../shared/uploads/upload.ts'
import { wordAmount, wordProgress } from '../../../../shared/words/transfers.ts'
import { latestWords } from '../../../../shared/words/upload-events.ts'
import { outcomeWords } from '../../../../shared/words/upload-outcome.ts'
import { progressWords } from '../../../../shared/words/upload-page.ts'
import { api } from '../../../api.ts'
import { PauseOrResume } from '../../../entities/transfer/pause-or-resume.tsx'
import { transfersQuery } from '../../../entities/transfer/transfer-queries.ts'
import { announce } from '../../../ui/announcer.tsx'
import { ProgressBar } from '../../../ui/progress-bar.tsx'
import classes from './upload-progress.module.css'

/** States in which something goes on by itself, or would. A question and the staged rows have a place of their own. */
const GOES_ON: ReadonlySet<UploadState> = new Set(['queued', 'sending', 'waiting', 'paused', 'syncing'])

/** Where the upload stands, in words and, while parts go out, in figures. */
export function UploadProgress({ upload }: { readonly upload: Upload }) {
  const { uploadId, state } = upload
  const outcome = outcomeWords(upload)
  const transfers = useQuery(transfersQuery())
  const transfer = transfers.data?.find((one) => one.uploadId === uploadId)
  useEffect(() => {
    if (outcome) announce(outcome)
  }, [outcome])
  if (outcome) return <p className={classes.outcome}>{outcome}</p>
  if (!GOES_ON.has(state)) return null
  return (
    <div className={classes.progress} role="status">
      <p className={classes.message}>{transfer?.message ?? latestWords(upload) ?? progressWords.sending}</p>
      {state === 'queued' ? null : <Bar transfer={transfer} isSyncing={state === 'syncing'} />}
      {transfer ? <Controls transfer={transfer} /> : null}
    </div>
  )
}

function Bar({ transfer, isSyncing }: { readonly transfer?: Transfer; readonly isSyncing: boolean }) {
  const total = transfer?.progress.total
  const percent = isSyncing || !total ? undefined : Math.min(100, ((transfer?.progress.done ?? 0) / total) * 100)
  const isStill = transfer?.state === 'paused'
  const word = isStill ? wordAmount : wordProgress
  const figures = transfer && !isSyncing ? word(transfer.progress) : undefined
  const label = isSyncing ? progressWords.importing : progressWords.share
  return (
    <>
      <ProgressBar size={6} label={label} words={figures ?? progressWords.underWay} {...{ percent, isStill }} />
      {figures ? <p className={classes.figures}>{figures}</p> : null}
    </>
  )
}

/** Each button with what it means beside it. */
function Controls({ transfer }: { readonly transfer: Transfer }) {
  const act = useMutation({ mutationFn: (work: () => Promise<void>) => work() })
  const { transferId, pauseMeans, resumeMeans, whyNoPause, cancelMeans } = transfer
  return (
    <div className={classes.controls}>
      {pauseMeans || resumeMeans || whyNoPause ? (
        <div className={classes.control}>
          <PauseOrResume transfer={transfer} size="sm" isExplained act={act.mutate} />
          <span className={classes.figures}>{resumeMeans ?? pauseMeans ?? whyNoPause}</span>
        </div>
      ) : null}
      {cancelMeans ? (
        <div className={classes.control}>
          <Button loading={act.isPending} onClick={() => act.mutate(() => api.cancelTransfer({ transferId }))}>
            {progressWords.cancel}
          </Button>
          <span className={classes.figures}>{cancelMeans}</span>
        </div>
      ) : null}
    </div>
  )
}
