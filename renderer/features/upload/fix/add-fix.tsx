import { Button, NativeSelect, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { WideFix } from '../../../../shared/csv/fixes.ts'
import { wideFixKinds, columnFixWords as words } from '../../../../shared/words/fixes.ts'
import classes from './column-fixes.module.css'
import { type Choice, choiceOf } from './suggest-fixes.ts'

interface AddFixProps {
  readonly headers: readonly string[]
  readonly onAdd: (choice: Choice) => void
}

type Kind = WideFix['kind']
const KINDS = Object.keys(wideFixKinds) as Kind[]

/** A fix that Bulkdesk did not think of, for any column. */
export function AddFix({ headers, onAdd }: AddFixProps) {
  const [kind, setKind] = useState<Kind>('trim')
  const [column, setColumn] = useState(0)
  const [value, setValue] = useState('')
  return (
    <fieldset className={classes.add}>
      <legend>{words.add}</legend>
      <NativeSelect
        size="xs"
        aria-label={words.kind}
        value={kind}
        data={KINDS.map((one) => ({ value: one, label: wideFixKinds[one] }))}
        onChange={(event) => setKind(KINDS.find((one) => one === event.currentTarget.value) ?? kind)}
      />
      <NativeSelect
        size="xs"
        aria-label={words.column}
        value={String(column)}
        data={headers.map((label, at) => ({ value: String(at), label: label || words.unnamed(at + 1) }))}
        onChange={(event) => setColumn(Number(event.currentTarget.value))}
      />
      {kind === 'replace' ? (
        <TextInput
          size="xs"
          aria-label={words.values}
          placeholder={words.values}
          value={value}
          onChange={(event) => setValue(event.currentTarget.value)}
        />
      ) : null}
      <Button
        size="xs"
        leftSection={<IconPlus size={12} stroke={1.5} aria-hidden />}
        onClick={() => onAdd(newChoice(kind, column, value))}
      >
        {words.addButton}
      </Button>
    </fieldset>
  )
}

/** How dates and numbers are to be read is asked in the line that this adds. */
function newChoice(kind: Kind, column: number, value: string): Choice {
  const open = kind === 'date' || kind === 'number'
  const choice = choiceOf(newFix(kind, column, value), open)
  return { ...choice, isChosen: true, id: kind === 'replace' ? `${choice.id} ${value}` : choice.id }
}

function newFix(kind: Kind, column: number, value: string): WideFix {
  switch (kind) {
    case 'trim':
      return { kind, column }
    case 'replace':
      return { kind, column, values: [value], by: '' }
    case 'date':
      return { kind, column, order: 'day-first' }
    case 'number':
      return { kind, column, decimal: 'comma' }
    case 'boolean':
      return { kind, column, form: 'true-false' }
    case 'duplicates':
      return { kind, column, keep: 'first', ignoreCase: false }
  }
}
