import { Button, Select, type SelectProps } from '@mantine/core'
import type { Delimiter, Encoding, FirstLook, Reading } from '../../../../shared/csv/csv.ts'
import { ENCODING_NAMES } from '../../../../shared/words/encoding-names.ts'
import { DELIMITERS, readingControls } from '../../../../shared/words/reading.ts'
import type { ReadingChoice } from '../queries.ts'
import { chooseQuotes, QUOTE_WAYS, type QuoteWay, quotesOf } from './quote-ways.ts'
import classes from './reading-choices.module.css'
import { type ReadingFocus, type ReadingPart, useBackToChoice } from './reading-focus.ts'

/** A header further down is none that anybody would look for here. */
const LINES_OFFERED = 20

/** Wider than the field. A closed list must not stay on the page: Esc would be taken for its own. */
const LIST: SelectProps['comboboxProps'] = { keepMounted: false, position: 'bottom-start' }

interface ReadingChoicesProps {
  readonly look: FirstLook
  readonly choice: ReadingChoice
  readonly focus: ReadingFocus
  readonly onChoose: (choice: ReadingChoice) => void
}

/** How the file is read, beside its first rows, where a wrong choice is seen. */
export function ReadingChoices({ look, choice, focus, onChoose }: ReadingChoicesProps) {
  const { reading } = look
  const place = useBackToChoice(focus, look)
  const choose = (part: ReadingPart, changed: ReadingChoice) => {
    focus.current = part
    onChoose(changed)
  }
  return (
    <fieldset ref={place} className={classes.choices} aria-label={readingControls.label}>
      {Object.keys(choice).length > 0 ? (
        <Button size="xs" variant="subtle" onClick={() => choose('encoding', {})}>
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
        onChange={(value) => choose('encoding', { ...choice, encoding: (value ?? undefined) as Encoding | undefined })}
      />
      <Delimiters {...{ reading, choice, choose }} />
      <Select
        aria-label={readingControls.quotes}
        size="xs"
        w={170}
        value={quotesOf(reading)}
        data={QUOTE_WAYS.map((value) => ({ value, label: readingControls.quoteWays[value] }))}
        comboboxProps={{ ...LIST, width: 230 }}
        onChange={(value) => choose('quotes', chooseQuotes(choice, (value ?? 'strict') as QuoteWay))}
      />
      <HeaderLine {...{ reading, choice, choose }} />
    </fieldset>
  )
}

interface PartProps {
  readonly reading: Reading
  readonly choice: ReadingChoice
  readonly choose: (part: ReadingPart, changed: ReadingChoice) => void
}

function Delimiters({ reading, choice, choose }: PartProps) {
  return (
    <Select
      aria-label={readingControls.delimiter}
      size="xs"
      w={110}
      value={reading.delimiter}
      data={Object.entries(DELIMITERS).map(([value, label]) => ({ value, label }))}
      onChange={(value) => choose('delimiter', { ...choice, delimiter: (value ?? undefined) as Delimiter | undefined })}
    />
  )
}

function HeaderLine({ reading, choice, choose }: PartProps) {
  const line = reading.headerLine ?? (reading.hasSepLine ? 2 : 1)
  const lines = Array.from({ length: Math.max(LINES_OFFERED, line) }, (_, i) => i + 1)
  return (
    <Select
      aria-label={readingControls.header}
      size="xs"
      w={130}
      value={String(line)}
      data={lines.map((number) => ({ value: String(number), label: readingControls.line(number) }))}
      onChange={(value) => choose('header', { ...choice, headerLine: Number(value ?? line) })}
    />
  )
}
