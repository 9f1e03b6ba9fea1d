import type { Upload, WaitingRows } from '../../../../shared/uploads/upload.ts'
import { stagedWords } from '../../../../shared/words/upload-page.ts'
import { TimeText } from '../../../ui/time-text.tsx'
import { DiscardWaiting } from '../discard-waiting.tsx'
import { useWaitingRows } from '../queries.ts'
import classes from './upload-body.module.css'

interface LeftWaitingProps {
  readonly upload: Upload
  readonly waiting: WaitingRows
}

/** The upload is over, but rows of it lie at the definition still, where any sync would apply them. */
export function LeftWaiting({ upload: { uploadId, definition }, waiting }: LeftWaitingProps) {
  const { data: rows = [waiting] } = useWaitingRows(definition.uri)
  return (
    <section className={classes.staged} aria-label={stagedWords.label}>
      <div>
        <h2 className={classes.stagedTitle}>{stagedWords.left(waiting, definition.name)}</h2>
        <p>
          {stagedWords.leftMeans}
          {waiting.keptUntil ? (
            <>
              {' '}
              {stagedWords.keptUntil} <TimeText value={waiting.keptUntil} focusable />.
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
