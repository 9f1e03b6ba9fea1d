import { Button } from '@mantine/core'
import type { WaitingRows } from '../../../shared/uploads/upload.ts'
import { countWords, stagedWords } from '../../../shared/words/upload-page.ts'
import { TimeText } from '../../ui/time-text.tsx'
import { go } from '../../window/navigation.ts'
import classes from './waiting-list.module.css'

/** Rows of other uploads that lie at a definition: whose, how many, since when, and how long Eloqua keeps them. */
export function WaitingList({ rows }: { readonly rows: readonly WaitingRows[] }) {
  return (
    <ul className={classes.list} aria-label={stagedWords.label}>
      {rows.map((one) => (
        <li key={one.uploadId}>
          <span>
            <strong>{countWords(one)}</strong> {stagedWords.ofFile(one.fileName)}, {stagedWords.stagedSince}{' '}
            <TimeText value={one.since} /> ({stagedWords.standing(one.state)}).
            {one.keptUntil ? (
              <>
                {' '}
                {stagedWords.keptUntil} <TimeText value={one.keptUntil} />.
              </>
            ) : null}
          </span>
          <Button size="xs" onClick={() => go({ screen: 'upload', uploadId: one.uploadId })}>
            {stagedWords.open}
          </Button>
        </li>
      ))}
    </ul>
  )
}
