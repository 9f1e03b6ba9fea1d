import { Checkbox, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { statementKey } from '../../../../shared/eloqua/field-choice.ts'
import { actionWords, importWords } from '../../../../shared/words/definition-import.ts'
import { fieldsQuery } from '../../../entities/definition/definition-form-queries.ts'
import { SearchPicker } from '../../../ui/search-picker.tsx'
import classes from './form.module.css'
import { IssueText } from './issue-text.tsx'
import { type FormState, issuesAt } from './use-draft.ts'

/** Linking: records of custom objects and events to a contact or account, accounts to CRM users. */
export function CardLinks({ form }: { readonly form: FormState }) {
  const { family, rules } = form.draft
  if (family === 'accounts') {
    return (
      <>
        <Checkbox
          label={importWords.linkUsers}
          checked={rules.linkUsers === true}
          onChange={(event) => form.setRules({ linkUsers: event.currentTarget.checked || undefined })}
        />
        <IssueText issues={issuesAt(form, 'linkUsers')} />
      </>
    )
  }
  if (family !== 'customObjects' && family !== 'events') return null
  return (
    <>
      <Checkbox
        label={importWords.cards}
        checked={rules.mapDataCards === true}
        onChange={(event) =>
          form.setRules(
            event.currentTarget.checked ? { mapDataCards: true, mapDataCardsEntityType: 'Contact' } : NO_CARDS,
          )
        }
      />
      {rules.mapDataCards ? <CardFields form={form} /> : null}
      <IssueText issues={issuesAt(form, 'mapDataCards')} />
    </>
  )
}

const NO_CARDS = {
  mapDataCards: undefined,
  mapDataCardsEntityType: undefined,
  mapDataCardsEntityField: undefined,
  mapDataCardsSourceField: undefined,
}

function CardFields({ form }: { readonly form: FormState }) {
  const { fields, rules } = form.draft
  const isAccount = rules.mapDataCardsEntityType === 'Company'
  const related = useQuery(fieldsQuery({ family: isAccount ? 'accounts' : 'contacts' }))
  const choices = (related.data ?? []).filter(({ of }) => of === 'record')
  const statement = rules.mapDataCardsEntityField ?? ''
  const chosen = choices.find((field) => statementKey(field.statement) === statementKey(statement))
  return (
    <div className={classes.pair}>
      <NativeSelect
        label={importWords.cardEntity}
        data={Object.entries(importWords.cardEntities).map(([value, label]) => ({ value, label }))}
        value={rules.mapDataCardsEntityType ?? 'Contact'}
        onChange={(event) =>
          form.setRules({ mapDataCardsEntityType: event.currentTarget.value, mapDataCardsEntityField: undefined })
        }
      />
      <SearchPicker
        label={importWords.cardField}
        chosen={chosen?.name ?? statement}
        options={choices.map(({ name, statement: value }) => ({ value, label: name, detail: value }))}
        onPick={(value) => form.setRules({ mapDataCardsEntityField: value })}
      />
      <NativeSelect
        label={importWords.cardSource}
        data={[{ value: '', label: actionWords.choose }, ...fields.map(({ name }) => ({ value: name, label: name }))]}
        value={rules.mapDataCardsSourceField ?? ''}
        onChange={(event) => form.setRules({ mapDataCardsSourceField: event.currentTarget.value || undefined })}
      />
    </div>
  )
}
