import { Button } from '@mantine/core'
import type { EncodingOption, ReadingProposal } from '../../../../shared/csv/csv.ts'
import { ENCODING_NAMES } from '../../../../shared/words/encoding-names.ts'
import { encodingChoice } from '../../../../shared/words/reading.ts'
import classes from './encoding-choice.module.css'

interface EncodingChoiceProps {
  readonly encodings: readonly EncodingOption[]
  readonly onReread: (proposal: ReadingProposal) => void
}

/** The encodings a file may be in, the likeliest first, each with the same words as it reads them. */
export function EncodingChoice({ encodings, onReread }: EncodingChoiceProps) {
  return (
    <div className={classes.choice}>
      <p className={classes.question}>{encodingChoice.question}</p>
      <ul className={classes.options} aria-label={encodingChoice.label}>
        {encodings.map(({ encoding, words }, place) => (
          <li key={encoding} className={classes.option}>
            <Button
              size="xs"
              variant={place === 0 ? 'filled' : 'default'}
              justify="start"
              className={classes.use}
              onClick={() => onReread({ encoding })}
            >
              {encodingChoice.readAs(ENCODING_NAMES[encoding])}
            </Button>
            <span className={classes.words}>
              {words.map((word, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: words have no other identity; they may repeat
                <bdi key={i}>{word}</bdi>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
