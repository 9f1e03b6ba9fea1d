import { TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconGripVertical, IconX } from '@tabler/icons-react'
import { type KeyboardEvent, useState } from 'react'
import type { DraftField } from '../../../../shared/eloqua/definition-draft.ts'
import { statementKey } from '../../../../shared/eloqua/field-choice.ts'
import { fieldWords, OWNER_WORDS } from '../../../../shared/words/definition-form.ts'
import { describeIssue, tagIssue } from '../../../../shared/words/definition-issue-words.ts'
import { definitionsWords } from '../../../../shared/words/definitions.ts'
import { announce } from '../../../ui/announcer.tsx'
import { ToolButton } from '../../../ui/tool-button.tsx'
import { useWindowedRows } from '../../../ui/use-windowed-rows.ts'
import classes from './form.module.css'
import { moveItem } from './move-item.ts'
import { type FormState, issuesAt } from './use-draft.ts'

const ROW = 34
/** From here on only the rows in sight are in the DOM. */
const MOST_SHOWN = 12

/** The chosen fields in the order of their columns. Alt with an arrow key moves the row that has the focus. */
export function FieldList({ form }: { readonly form: FormState }) {
  const { fields } = form.draft
  const [dragged, setDragged] = useState<number>()
  const list = useWindowedRows(fields.length, ROW)

  function move(from: number, to: number): void {
    if (to < 0 || to >= fields.length || from === to) return
    form.change({ fields: moveItem(fields, from, to) })
    announce(fieldWords.moved(fields[from]?.name ?? '', to + 1))
    list.reveal(to)
    // The row keeps the focus at its new place.
    requestAnimationFrame(() => document.getElementById(`field-${to}`)?.focus())
  }

  return (
    <div
      className={classes.fieldList}
      style={{ height: Math.min(fields.length, MOST_SHOWN) * ROW + 2 }}
      {...list.scrollProps}
    >
      <ol aria-label={fieldWords.list} style={{ height: list.height, paddingTop: list.top }}>
        {fields.slice(list.from, list.to).map((field, index) => (
          <FieldRow
            // Rows are told apart by their place: names may clash while they are typed.
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            key={list.from + index}
            form={form}
            field={field}
            at={list.from + index}
            onMove={move}
            onDrag={setDragged}
            onDropHere={(at) => dragged !== undefined && move(dragged, at)}
          />
        ))}
      </ol>
    </div>
  )
}

interface FieldRowProps {
  readonly form: FormState
  readonly field: DraftField
  readonly at: number
  readonly onMove: (from: number, to: number) => void
  readonly onDrag: (at: number | undefined) => void
  readonly onDropHere: (at: number) => void
}

function FieldRow({ form, field, at, onMove, onDrag, onDropHere }: FieldRowProps) {
  const issues = issuesAt(form, 'fields', at)
  const blocking = issues.some(({ severity }) => severity === 'blocks')

  function onKeyDown(event: KeyboardEvent): void {
    const step = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : undefined
    if (step === undefined) return
    event.preventDefault()
    onMove(at, at + step)
  }

  return (
    <li
      className={classes.fieldRow}
      draggable
      onDragStart={() => onDrag(at)}
      onDragEnd={() => onDrag(undefined)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={() => onDropHere(at)}
      onKeyDown={onKeyDown}
    >
      <span className={classes.grip} title={fieldWords.grip}>
        <IconGripVertical size={14} stroke={1.5} aria-hidden />
      </span>
      <TextInput
        id={`field-${at}`}
        aria-label={fieldWords.column(at + 1)}
        value={field.name}
        error={blocking}
        onChange={(event) => rename(form, at, event.currentTarget.value)}
      />
      <FieldMeaning form={form} field={field} />
      <div className={classes.tags}>
        {field.name === form.draft.rules.identifierFieldName ? (
          <span className={classes.tag}>{definitionsWords.identifier}</span>
        ) : null}
        {issues.map((issue) => (
          <span key={issue.code} className={classes.tag} data-severity={issue.severity} title={describeIssue(issue)}>
            {tagIssue(issue)}
          </span>
        ))}
      </div>
      <ToolButton icon={IconArrowUp} label={fieldWords.moveUp(field.name)} onClick={() => onMove(at, at - 1)} />
      <ToolButton icon={IconArrowDown} label={fieldWords.moveDown(field.name)} onClick={() => onMove(at, at + 1)} />
      <ToolButton icon={IconX} label={fieldWords.remove(field.name)} onClick={() => removeField(form, at)} />
    </li>
  )
}

/** The field in Eloqua by its display name, the statement dimmed beside it. */
function FieldMeaning({ form, field }: { readonly form: FormState; readonly field: DraftField }) {
  const choice = form.index.get(statementKey(field.statement))
  const owner = choice && OWNER_WORDS[choice.of]
  return (
    <span className={classes.meaning} title={field.statement}>
      {choice ? `${choice.name}${owner ? ` (${owner})` : ''} ` : ''}
      <code>{field.statement}</code>
    </span>
  )
}

/** The identifier and the rules by field go by the column's name, and follow a new one. */
function rename(form: FormState, at: number, name: string): void {
  const { fields, rules } = form.draft
  const before = fields[at]?.name
  form.change({ fields: fields.map((field, index) => (index === at ? { ...field, name } : field)) })
  if (before === undefined) return
  const byField = rules.updateRuleByField
  form.setRules({
    ...(rules.identifierFieldName === before ? { identifierFieldName: name } : {}),
    ...(rules.mapDataCardsSourceField === before ? { mapDataCardsSourceField: name } : {}),
    ...(byField && Object.hasOwn(byField, before)
      ? { updateRuleByField: Object.fromEntries(Object.entries(byField).map(([k, v]) => [k === before ? name : k, v])) }
      : {}),
  })
}

function removeField(form: FormState, at: number): void {
  const { fields, rules } = form.draft
  const gone = fields[at]?.name
  form.change({ fields: fields.filter((_field, index) => index !== at) })
  if (gone !== undefined && rules.identifierFieldName === gone) form.setRules({ identifierFieldName: undefined })
  if (gone !== undefined && rules.updateRuleByField && Object.hasOwn(rules.updateRuleByField, gone)) {
    const { [gone]: _rule, ...rest } = rules.updateRuleByField
    form.setRules({ updateRuleByField: Object.keys(rest).length > 0 ? rest : undefined })
  }
}
