import { Button, Select, type SelectProps } from '@mantine/core'
import type { Delimiter, Encoding, Reading } from '../../../../shared/csv/csv.ts'
import { ENCODING_NAMES } from '../../../../shared/words/encoding-names.ts'
import { DELIMITERS, readingControls } from '../../../../shared/words/reading.ts'
import type { ReadingChoice } from '../queries.ts'
import { chooseQuotes, QUOTE_WAYS, type QuoteWay, quotesOf } from './quote-ways.ts'
import classes from './reading-choices.module.css'

/** A header further down is none that anybody would look for here. */
const LINES_OFFERED = 20

/** Wider than the field. A closed list must not stay on the page: Esc would be taken for its own. */
const LIST: SelectProps['comboboxProps'] = { keepMounted: false, position: 'bottom-start' }

interface ReadingChoicesProps {
  readonly reading: Reading
  readonly choice: ReadingChoice
  readonly onChoose: (choice: ReadingChoice) => void
}

/** How the file is read, beside its first rows, where a wrong choice is seen. */
export function ReadingChoices({ reading, choice, onChoose }: ReadingChoicesProps) {
  return (
    <fieldset className={classes.choices} aria-label={readingControls.label}>
      {Object.keys(choice).length > 0 ? (
        <Button size="xs" variant="subtle" onClick={() => onChoose({})}>
          {readingControls.undo}
        </Button>
      ) : null}
      <Select
        aria-label={readingControls.encoding}
        size="xs"
        w={180}
        value={reading.encoding}
        data={Object.entries(ENCODING_NAMES).map(([value, label]) => ({ value, label }))}
        comboboxProps={{ ...LIST, width: 250 }}
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
        value={quotesOf(reading)}
        data={QUOTE_WAYS.map((value) => ({ value, label: readingControls.quoteWays[value] }))}
        comboboxProps={{ ...LIST, width: 230 }}
        onChange={(value) => onChoose(chooseQuotes(choice, (value ?? 'strict') as QuoteWay))}
      />
      <HeaderLine reading={reading} choice={choice} onChoose={onChoose} />
    </fieldset>
  )
}

function HeaderLine({ reading, choice, onChoose }: ReadingChoicesProps) {
  const line = reading.headerLine ?? (reading.hasSepLine ? 2 : 1)
  const lines = Array.from({ length: Math.max(LINES_OFFERED, line) }, (_, i) => i + 1)
  return (
    <Select
      aria-label={readingControls.header}
      size="xs"
      w={130}
      value={String(line)}
      data={lines.map((number) => ({ value: String(number), label: readingControls.line(number) }))}
      onChange={(value) => onChoose({ ...choice, headerLine: Number(value ?? line) })}
    />
  )
}
