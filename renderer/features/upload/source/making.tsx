import { Button } from '@mantine/core'
import { useEffect } from 'react'
import { controlWords } from '../../../../shared/words/controls.ts'
import { formatShare } from '../../../../shared/words/numbers.ts'
import { sourceScreen } from '../../../../shared/words/sources.ts'
import { api } from '../../../api.ts'
import { ProgressBar } from '../../../ui/progress-bar.tsx'
import classes from './source.module.css'

interface MakingProps {
  readonly fileId: string
  readonly name: string
  /** From 0 to 1. */
  readonly share: number
  readonly onCancel: () => void
}

/** Rows on their way out of a workbook or a JSON file. Who leaves the page has them no longer made. */
export function Making({ fileId, name, share, onCancel }: MakingProps) {
  useEffect(() => () => void api.cancelMaking({ fileId }).catch(() => {}), [fileId])
  const words = sourceScreen.readSoFar(formatShare(share))
  return (
    <div className={classes.making} role="status">
      <p>{sourceScreen.reading(name)}</p>
      <ProgressBar size={6} label={sourceScreen.share} percent={share * 100} words={words} />
      <p className={classes.hint}>{words}</p>
      <Button onClick={onCancel}>{controlWords.cancel}</Button>
    </div>
  )
}
