import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import type { FixPreview, WideFix } from '../../../../shared/csv/fixes.ts'
import {
  booleanForms,
  dateOrders,
  decimalMarks,
  keptRows,
  wideFixTitle,
  columnFixWords as words,
} from '../../../../shared/words/fixes.ts'
import classes from './column-fixes.module.css'
import type { Choice } from './suggest-fixes.ts'

interface FixLineProps {
  readonly choice: Choice
  /** The name of the column. */
  readonly column: string
  readonly preview: FixPreview | undefined
  readonly onChange: (choice: Choice) => void
}

/** One fix of a column: whether it is made, how, and what it would change. */
export function FixLine({ choice, column, preview, onChange }: FixLineProps) {
  const { fix, isChosen } = choice
  return (
    <li className={classes.line} data-off={isChosen ? undefined : true}>
      <Checkbox
        label={wideFixTitle(fix.kind, column)}
        checked={isChosen}
        onChange={(event) => onChange({ ...choice, isChosen: event.currentTarget.checked })}
      />
      <FixOptions choice={choice} column={column} onChange={onChange} />
      <span className={classes.count} role="status">
        {preview ? words.count(fix.kind, preview.count) : null}
      </span>
      {preview ? <Before preview={preview} /> : null}
    </li>
  )
}

function FixOptions({ choice, column, onChange }: Omit<FixLineProps, 'preview'>) {
  const { fix } = choice
  const take = (changed: WideFix) => onChange({ ...choice, fix: changed, isChosen: true, isOpen: false })
  const named = (label: string) => `${label} ${column}`
  switch (fix.kind) {
    case 'date':
      return (
        <Options
          label={words.order}
          name={named(words.order)}
          options={dateOrders}
          value={choice.isOpen ? undefined : fix.order}
          onPick={(order) => take({ ...fix, order })}
        />
      )
    case 'number':
      return (
        <Options
          label={words.decimal}
          name={named(words.decimal)}
          options={decimalMarks}
          value={choice.isOpen ? undefined : fix.decimal}
          onPick={(decimal) => take({ ...fix, decimal })}
        />
      )
    case 'boolean':
      return (
        <Options
          label={words.form}
          name={named(words.form)}
          options={booleanForms}
          value={fix.form}
          onPick={(form) => take({ ...fix, form })}
        />
      )
    case 'duplicates':
      return (
        <Options
          label={words.keep}
          name={named(words.keep)}
          options={keptRows}
          value={fix.keep}
          onPick={(keep) => take({ ...fix, keep })}
        />
      )
    case 'replace':
      return (
        <TextInput
          className={classes.option}
          size="xs"
          aria-label={named(words.by)}
          placeholder={words.byHint}
          value={fix.by}
          onChange={(event) => take({ ...fix, by: event.currentTarget.value })}
        />
      )
    case 'trim':
      return <span />
  }
}

interface OptionsProps<K extends string> {
  readonly label: string
  /** The label with the column, for those who do not see the line. */
  readonly name: string
  readonly options: Readonly<Record<K, string>>
  /** Undefined: not answered yet. */
  readonly value: K | undefined
  readonly onPick: (value: K) => void
}

function Options<K extends string>({ label, name, options, value, onPick }: OptionsProps<K>) {
  const keys = Object.keys(options) as K[]
  return (
    <NativeSelect
      className={classes.option}
      size="xs"
      aria-label={name}
      value={value ?? ''}
      data={[
        ...(value === undefined ? [{ value: '', label, disabled: true }] : []),
        ...keys.map((key) => ({ value: key, label: options[key] })),
      ]}
      onChange={(event) => {
        const picked = keys.find((key) => key === event.currentTarget.value)
        if (picked) onPick(picked)
      }}
    />
  )
}

const SHOWN = 3

function Before({ preview }: { readonly preview: FixPreview }) {
  return (
    <div className={classes.examples}>
      {preview.examples.slice(0, SHOWN).map(({ row, before, after }) => (
        <span key={row} className={classes.example}>
          <code>{before}</code>
          <IconArrowRight size={12} stroke={1.5} aria-label="→" />
          {after === undefined ? `${words.rowOf(row)} ${words.leftOut}` : <Text text={after} />}
        </span>
      ))}
      {preview.unread > 0 ? <span className={classes.unread}>{words.unread(preview)}</span> : null}
    </div>
  )
}

function Text({ text }: { readonly text: string }) {
  return text === '' ? <em>{words.blank}</em> : <code>{text}</code>
}
