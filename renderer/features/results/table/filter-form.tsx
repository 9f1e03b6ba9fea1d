import { Button, Checkbox, Group, NativeSelect, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { filterWords } from '../../../../shared/words/result-view.ts'
import { type Point, PopoverAt } from '../../../ui/anchored.tsx'
import { draftOf, type FilterDraft, type FilterKind, testOf } from './filter-draft.ts'
import classes from './filter-form.module.css'
import { FrequentValues } from './frequent-values.tsx'
import type { RunTable } from './run-table.ts'
import { filterOf, readAs, setFilter } from './view-state.ts'

const words = filterWords
const KINDS = Object.entries(words.kinds).map(([value, label]) => ({ value, label }))

interface FilterFormProps {
  readonly table: RunTable
  readonly column: number
  readonly at: Point
  readonly onClose: () => void
}

/** The filter of one column: which values, which text, blank or not, or a range. */
export function FilterForm({ table, column, at, onClose }: FilterFormProps) {
  const { view, nameOf } = table
  const as = readAs(view.state, column)
  const [draft, setDraft] = useState<FilterDraft>(() => draftOf(filterOf(view.state, column), as))
  const change = (part: Partial<FilterDraft>) => setDraft((before) => ({ ...before, ...part }))

  function apply(event: FormEvent) {
    event.preventDefault()
    view.change((state) => setFilter(state, column, testOf(draft, as)))
    onClose()
  }

  function clear() {
    view.change((state) => setFilter(state, column, undefined))
    onClose()
  }

  return (
    <PopoverAt at={at} label={words.title(nameOf(column))} onClose={onClose}>
      <form className={classes.form} onSubmit={apply}>
        <Stack gap="sm">
          <h2 className={classes.title}>{words.title(nameOf(column))}</h2>
          <NativeSelect
            aria-label={words.kind}
            data={KINDS}
            value={draft.kind}
            data-autofocus
            onChange={(event) => change({ kind: event.currentTarget.value as FilterKind })}
          />
          <Values table={table} column={column} draft={draft} onChange={change} />
          {draft.kind === 'range' ? null : (
            <Checkbox
              label={words.not}
              title={words.notHint}
              checked={draft.not}
              onChange={(event) => change({ not: event.currentTarget.checked })}
            />
          )}
          <Group justify="space-between">
            <Button variant="subtle" color="gray" onClick={clear}>
              {words.clear}
            </Button>
            <Button type="submit" variant="filled">
              {words.apply}
            </Button>
          </Group>
        </Stack>
      </form>
    </PopoverAt>
  )
}

interface ValuesProps {
  readonly table: RunTable
  readonly column: number
  readonly draft: FilterDraft
  readonly onChange: (part: Partial<FilterDraft>) => void
}

function Values({ table, column, draft, onChange }: ValuesProps) {
  const isDate = !['text', 'number'].includes(readAs(table.view.state, column))
  switch (draft.kind) {
    case 'blank':
      return null
    case 'one-of':
      return (
        <FrequentValues
          table={table}
          column={column}
          chosen={draft.values}
          onChange={(values) => onChange({ values })}
        />
      )
    case 'range':
      return (
        <Group grow gap="sm" align="flex-start">
          <TextInput
            label={words.from}
            placeholder={isDate ? words.dateHint : words.fromHint}
            value={draft.from}
            onChange={(event) => onChange({ from: event.currentTarget.value })}
          />
          <TextInput
            label={words.to}
            placeholder={isDate ? words.dateHint : words.toHint}
            value={draft.to}
            onChange={(event) => onChange({ to: event.currentTarget.value })}
          />
        </Group>
      )
    default:
      return (
        <TextInput
          aria-label={words.text}
          placeholder={words.text}
          value={draft.text}
          onChange={(event) => onChange({ text: event.currentTarget.value })}
        />
      )
  }
}
