import { Button } from '@mantine/core'
import { IconTextScan2 } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { FirstLook } from '../../../../shared/csv/csv.ts'
import { autoReading, proposalWords } from '../../../../shared/words/reading.ts'
import { firstLookQuery, type ReadingChoice } from '../queries.ts'
import type { Draft, DraftChange } from './draft.ts'
import classes from './waiting-notice.module.css'

/**
 * How a file is read without asking, where all that keeps it from being read has one answer that nothing speaks against.
 * Undefined where there is something to ask, and once the user chose otherwise.
 */
export function sureReading(look: FirstLook | undefined, { choice, auto = {} }: Draft): ReadingChoice | undefined {
  const blocking = look?.problems.filter(({ severity }) => severity === 'blocks') ?? []
  if (blocking.length === 0 || auto === 'off' || JSON.stringify(choice) !== JSON.stringify(auto)) return undefined
  if (!blocking.every(({ isSure, proposal }) => isSure && proposal)) return undefined
  const sure = Object.assign({}, choice, ...blocking.map(({ proposal }) => proposal)) as ReadingChoice
  return JSON.stringify(sure) === JSON.stringify(choice) ? undefined : sure
}

/** Follows what is sure; the look that it leads to is shown instead. */
export function useSureReading(sure: ReadingChoice | undefined, onDraft: (changed: DraftChange) => void): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is sure is followed once.
  useEffect(() => {
    if (sure) onDraft({ choice: sure, auto: sure })
  }, [JSON.stringify(sure)])
}

interface AutoReadingProps {
  readonly fileId: string
  readonly draft: Draft
  readonly onUndo: () => void
}

/** What was chosen without asking, with the words that show whether it is right, and the way back. */
export function AutoReading({ fileId, draft: { choice, auto }, onUndo }: AutoReadingProps) {
  const isShown = auto !== undefined && auto !== 'off' && JSON.stringify(choice) === JSON.stringify(auto)
  const { data } = useQuery({ ...firstLookQuery(fileId, {}), enabled: isShown })
  if (!isShown) return null
  const options = data?.problems.flatMap(({ encodings = [] }) => encodings) ?? []
  const words = options.find(({ encoding }) => encoding === auto.encoding)?.words ?? []
  return (
    <section className={classes.notice} aria-label={autoReading.title}>
      <IconTextScan2 size={16} stroke={1.5} aria-hidden />
      <div className={classes.words}>
        <strong>{autoReading.title}.</strong>
        <p>
          {Object.entries(auto)
            .map(([key, value]) => autoReading.did(proposalWords({ [key]: value })))
            .join(' ')}{' '}
          {words.length > 0 ? autoReading.words(words) : ''}
        </p>
        <div className={classes.actions}>
          <Button size="xs" onClick={onUndo}>
            {autoReading.undo}
          </Button>
        </div>
      </div>
    </section>
  )
}
