import { NativeSelect, TextInput } from '@mantine/core'
import { isUsableIn, statementKey } from '../../../../shared/eloqua/field-choice.ts'
import { formWords, identifyWords } from '../../../../shared/words/definition-form.ts'
import classes from './form.module.css'
import { FormSection } from './form-section.tsx'
import { firstError, IssueText } from './issue-text.tsx'
import { type FormState, issuesAt } from './use-draft.ts'

/** The one field of a sync action, which finds each record: one of the few that Eloqua takes for that. */
export function IdentifySection({ form }: { readonly form: FormState }) {
  const { draft, fields } = form
  const [first] = draft.fields
  const usable = fields.filter((field) => isUsableIn('syncAction', draft.family, field))
  const chosen = usable.find(({ statement }) => statementKey(statement) === statementKey(first?.statement ?? ''))

  function set(name: string, statement: string): void {
    form.change({ fields: [{ name, statement }] })
    form.setRules({ identifierFieldName: name })
  }

  return (
    <FormSection places={['fields', 'identifierFieldName']} title={formWords.sections.identify}>
      <div className={classes.pair}>
        <NativeSelect
          label={identifyWords.field}
          data={[
            { value: '', label: chosen || !first ? identifyWords.choose : first.statement },
            ...usable.map(({ name, statement }) => ({ value: statement, label: name })),
          ]}
          value={chosen?.statement ?? ''}
          onChange={(event) => {
            const picked = usable.find(({ statement }) => statement === event.currentTarget.value)
            if (picked) set(picked.name, picked.statement)
          }}
        />
        {first ? (
          <TextInput
            label={identifyWords.column}
            value={first.name}
            error={firstError(issuesAt(form, 'fields', 0))}
            onChange={(event) => set(event.currentTarget.value, first.statement)}
          />
        ) : null}
      </div>
      <IssueText issues={issuesAt(form, 'fields')} />
    </FormSection>
  )
}
