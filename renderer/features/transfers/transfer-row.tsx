import type { Transfer } from '../../../shared/contract/transfer.ts'
import { transfersWords, wordAmount, wordProgress } from '../../../shared/words/transfers.ts'
import { Failure } from '../../entities/failure/failure.tsx'
import { TransferStateBadge } from '../../entities/status-badge.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { TimeText } from '../../ui/time-text.tsx'
import { FINISHED } from './queries.ts'
import { TransferActions } from './transfer-actions.tsx'
import classes from './transfer-row.module.css'

interface TransferRowProps {
  readonly transfer: Transfer
  /** The row leads to another screen. */
  readonly onLeave: () => void
}

export function TransferRow({ transfer, onLeave }: TransferRowProps) {
  const finished = FINISHED.has(transfer.state)
  // Of what stands still, a speed and a time left are no longer true.
  const figures = transfer.state === 'paused' ? wordAmount(transfer.progress) : wordProgress(transfer.progress)
  return (
    <li className={classes.row} aria-label={transfer.title}>
      <div className={classes.head}>
        <strong className={classes.title}>{transfer.title}</strong>
        <TransferStateBadge state={transfer.state} />
      </div>
      {finished ? null : <Bar transfer={transfer} />}
      <p className={classes.message}>{transfer.message}</p>
      <p className={classes.figures}>
        {finished ? (
          <>
            {wordAmount(transfer.progress)}
            {' · '}
            <TimeText value={transfer.endedAt ?? transfer.startedAt} relative />
          </>
        ) : (
          figures
        )}
      </p>
      {transfer.error && transfer.state === 'failed' ? (
        <Failure error={transfer.error} context={transfer.kind === 'save' ? 'saving' : 'uploading'} inset />
      ) : null}
      <TransferActions transfer={transfer} onLeave={onLeave} />
    </li>
  )
}

function Bar({ transfer }: { readonly transfer: Transfer }) {
  const { done, total } = transfer.progress
  const isStill = transfer.state === 'paused'
  const words = isStill ? transfersWords.paused(wordAmount(transfer.progress)) : wordProgress(transfer.progress)
  const percent = total ? Math.min(100, (done / total) * 100) : undefined
  return <ProgressBar size={5} label={transfersWords.progress(transfer.title)} {...{ percent, words, isStill }} />
}
