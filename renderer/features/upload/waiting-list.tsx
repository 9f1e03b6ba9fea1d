import { Button } from '@mantine/core'
import type { UploadState, WaitingRows } from '../../../shared/uploads/upload.ts'
import { formatCounted } from '../../../shared/words/numbers.ts'
import { TimeText } from '../../ui/time-text.tsx'
import { go } from '../../window/navigation.ts'
import classes from './waiting-list.module.css'

/** What their upload waits for, after `61 rows of contacts.csv`. */
const STANDING: Readonly<Record<UploadState, string>> = {
  queued: 'more of it is queued',
  sending: 'more of it is being sent',
  waiting: 'more of it is to be sent',
  paused: 'its upload is paused',
  staged: 'not imported yet',
  syncing: 'their sync is being started',
  'needs-you': 'its upload needs an answer',
  done: 'no sync took them',
  stopped: 'its upload was stopped',
}

/** Rows of other uploads that lie at a definition: whose, how many, since when, and how long Eloqua keeps them. */
export function WaitingList({ rows }: { readonly rows: readonly WaitingRows[] }) {
  return (
    <ul className={classes.list} aria-label="Staged rows">
      {rows.map((one) => (
        <li key={one.uploadId}>
          <span>
            <strong>{countWords(one)}</strong> of {one.fileName}, staged <TimeText value={one.since} />,{' '}
            {STANDING[one.state]}
            {one.keptUntil ? (
              <>
                ; Eloqua keeps them until <TimeText value={one.keptUntil} />
              </>
            ) : null}
          </span>
          <Button size="xs" onClick={() => go({ screen: 'upload', uploadId: one.uploadId })}>
            Open that upload
          </Button>
        </li>
      ))}
    </ul>
  )
}

/** `61 rows`, `61 rows, and perhaps 12 more`, `perhaps 12 rows`. */
export function countWords({ rows, doubtfulRows }: Pick<WaitingRows, 'rows' | 'doubtfulRows'>): string {
  if (rows === 0) return `perhaps ${formatCounted(doubtfulRows, 'row')}`
  return `${formatCounted(rows, 'row')}${doubtfulRows > 0 ? `, and perhaps ${formatCounted(doubtfulRows, 'more', 'more')}` : ''}`
}
