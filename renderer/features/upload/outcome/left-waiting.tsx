import type { Upload, WaitingRows } from '../../../../shared/uploads/upload.ts'
import { capital } from '../../../../shared/words/upload-rows.ts'
import { TimeText } from '../../../ui/time-text.tsx'
import { DiscardWaiting } from '../discard-waiting.tsx'
import { useWaitingRows } from '../queries.ts'
import { countWords } from '../waiting-list.tsx'
import classes from './upload-body.module.css'

interface LeftWaitingProps {
  readonly upload: Upload
  readonly waiting: WaitingRows
}

/** The upload is over, but rows of it lie at the definition still, where any sync would apply them. */
export function LeftWaiting({ upload: { uploadId, definition }, waiting }: LeftWaitingProps) {
  const { data: rows = [waiting] } = useWaitingRows(definition.uri)
  const isOne = waiting.rows + waiting.doubtfulRows === 1
  const words = countWords(waiting)
  return (
    <section className={classes.staged} aria-label="Staged rows">
      <div>
        <h2 className={classes.stagedTitle}>
          {capital(words)} of this upload {isOne ? 'is' : 'are'} still staged in {definition.name}
        </h2>
        <p>
          The next sync of the definition imports {isOne ? 'it' : 'them'}. A colleague may have synced or deleted{' '}
          {isOne ? 'it' : 'them'} meanwhile.
          {waiting.keptUntil ? (
            <>
              {' '}
              Eloqua keeps {isOne ? 'it' : 'them'} until <TimeText value={waiting.keptUntil} focusable />.
            </>
          ) : null}
        </p>
      </div>
      <div className={classes.buttons}>
        <DiscardWaiting uploadId={uploadId} definition={definition} rows={rows} />
      </div>
    </section>
  )
}
