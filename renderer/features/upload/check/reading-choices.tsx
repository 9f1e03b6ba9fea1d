import { Select } from '@mantine/core'
import type { Delimiter, Encoding, Reading } from '../../../../shared/csv/csv.ts'
import type { ReadingChoice } from '../queries.ts'
import classes from './reading-choices.module.css'
import { DELIMITERS, ENCODINGS } from './reading-words.ts'

interface ReadingChoicesProps {
  readonly reading: Reading
  readonly choice: ReadingChoice
  readonly onChoose: (choice: ReadingChoice) => void
}

/** How the file is read, beside its first rows, where a wrong choice is seen. */
export function ReadingChoices({ reading, choice, onChoose }: ReadingChoicesProps) {
  return (
    <fieldset className={classes.choices} aria-label="How the file is read">
      <Select
        aria-label="Encoding"
        size="xs"
        w={170}
        value={reading.encoding}
        data={Object.entries(ENCODINGS).map(([value, label]) => ({ value, label }))}
        onChange={(value) => onChoose({ ...choice, encoding: (value ?? undefined) as Encoding | undefined })}
      />
      <Select
        aria-label="Separator of cells"
        size="xs"
        w={110}
        value={reading.delimiter}
        data={Object.entries(DELIMITERS).map(([value, label]) => ({ value, label }))}
        onChange={(value) => onChoose({ ...choice, delimiter: (value ?? undefined) as Delimiter | undefined })}
      />
      <Select
        aria-label="Quotes inside cells"
        size="xs"
        w={170}
        value={reading.looseQuotes ? 'text' : 'strict'}
        data={[
          { value: 'strict', label: 'quotes as CSV has them' },
          { value: 'text', label: 'stray quotes are text' },
        ]}
        onChange={(value) => onChoose({ ...choice, looseQuotes: value === 'text' })}
      />
    </fieldset>
  )
}
