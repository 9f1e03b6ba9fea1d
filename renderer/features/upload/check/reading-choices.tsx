import { Select } from '@mantine/core'
import type { Delimiter, Encoding, Reading } from '../../../../shared/csv/csv.ts'
import { DELIMITERS, ENCODINGS, readingControls } from '../../../../shared/words/reading.ts'
import type { ReadingChoice } from '../queries.ts'
import classes from './reading-choices.module.css'

interface ReadingChoicesProps {
  readonly reading: Reading
  readonly choice: ReadingChoice
  readonly onChoose: (choice: ReadingChoice) => void
}

/** How the file is read, beside its first rows, where a wrong choice is seen. */
export function ReadingChoices({ reading, choice, onChoose }: ReadingChoicesProps) {
  return (
    <fieldset className={classes.choices} aria-label={readingControls.label}>
      <Select
        aria-label={readingControls.encoding}
        size="xs"
        w={170}
        value={reading.encoding}
        data={Object.entries(ENCODINGS).map(([value, label]) => ({ value, label }))}
        onChange={(value) => onChoose({ ...choice, encoding: (value ?? undefined) as Encoding | undefined })}
      />
      <Select
        aria-label={readingControls.delimiter}
        size="xs"
        w={110}
        value={reading.delimiter}
        data={Object.entries(DELIMITERS).map(([value, label]) => ({ value, label }))}
        onChange={(value) => onChoose({ ...choice, delimiter: (value ?? undefined) as Delimiter | undefined })}
      />
      <Select
        aria-label={readingControls.quotes}
        size="xs"
        w={170}
        value={reading.looseQuotes ? 'text' : 'strict'}
        data={[
          { value: 'strict', label: readingControls.strict },
          { value: 'text', label: readingControls.text },
        ]}
        onChange={(value) => onChoose({ ...choice, looseQuotes: value === 'text' })}
      />
    </fieldset>
  )
}
