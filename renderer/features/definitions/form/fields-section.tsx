import { Button } from '@mantine/core'
import { type ReactNode, useMemo } from 'react'
import { type DraftField, freshName } from '../../../../shared/eloqua/definition-draft.ts'
import { MOST_FIELDS } from '../../../../shared/eloqua/definition-limits.ts'
import { type FieldChoice, isUsableIn, statementKey } from '../../../../shared/eloqua/field-choice.ts'
import { fieldWords, formWords } from '../../../../shared/words/definition-form.ts'
import { SearchPicker } from '../../../ui/search-picker.tsx'
import { FieldList } from './field-list.tsx'
import classes from './form.module.css'
import { FormSection } from './form-section.tsx'
import { IssueText } from './issue-text.tsx'
import { toOption } from './to-option.ts'
import { type FormState, issuesAt } from './use-draft.ts'

/** Above this many at once, a click adds more than one wants to look through. */
const MOST_AT_ONCE = 100
/** Sentences about single fields below the list. */
const MOST_SAID = 5

interface FieldsSectionProps {
  readonly form: FormState
  /** Below the list: what of a file has no field yet. */
  readonly below?: ReactNode
}

/** The fields: found by search, ordered by drag or keyboard, each with a column name that can be changed. */
export function FieldsSection({ form, below }: FieldsSectionProps) {
  const { draft, change } = form
  const most = MOST_FIELDS[draft.kind]
  const open = useOpenFields(form)
  const own = open.filter(({ of }) => of === 'record')

  function add(choices: readonly FieldChoice[]): void {
    const fields: DraftField[] = [...draft.fields]
    for (const { name, statement, of } of choices) fields.push({ name: columnName(name, of, fields), statement })
    change({ fields })
  }

  return (
    <FormSection
      places={['fields']}
      title={formWords.sections.fields}
      aside={fieldWords.count(draft.fields.length, most)}
    >
      <div className={classes.line}>
        <SearchPicker
          label={fieldWords.add}
          unlabelled
          placeholder={form.isLoadingFields ? formWords.loadingFields : fieldWords.addHint}
          options={open.map(toOption)}
          onPick={(statement) => add(open.filter((field) => field.statement === statement))}
        />
        {own.length > 1 && own.length <= MOST_AT_ONCE ? (
          <Button onClick={() => add(own)}>{fieldWords.addAll(own.length)}</Button>
        ) : null}
      </div>
      <IssueText issues={issuesAt(form, 'fields')} />
      {draft.fields.length === 0 ? <p className={classes.dim}>{fieldWords.none}</p> : <FieldList form={form} />}
      <FieldIssues form={form} />
      {below}
    </FormSection>
  )
}

/** What is wrong with single fields, as sentences: their rows have room for a word or two only. */
function FieldIssues({ form }: { readonly form: FormState }) {
  const all = form.issues.filter(({ place, index }) => place === 'fields' && index !== undefined)
  return (
    <>
      <IssueText issues={all.slice(0, MOST_SAID)} />
      {all.length > MOST_SAID ? <p className={classes.dim}>{fieldWords.moreIssues(all.length - MOST_SAID)}</p> : null}
    </>
  )
}

/** Fields of the object that this kind of definition may have, and that are not chosen yet. */
function useOpenFields({ draft, fields }: FormState): readonly FieldChoice[] {
  const { kind, family, fields: chosen } = draft
  return useMemo(() => {
    const taken = new Set(chosen.map(({ statement }) => statementKey(statement)))
    return fields.filter((field) => isUsableIn(kind, family, field) && !taken.has(statementKey(field.statement)))
  }, [kind, family, chosen, fields])
}

/** A related record's field is told apart from the record's own: `Account Country`. */
function columnName(name: string, of: FieldChoice['of'], taken: readonly DraftField[]): string {
  const names = taken.map((field) => field.name)
  const plain = freshName(name, names)
  if (plain === name || (of !== 'account' && of !== 'contact')) return plain
  return freshName(`${of === 'account' ? 'Account' : 'Contact'} ${name}`, names)
}
