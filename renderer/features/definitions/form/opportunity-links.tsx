import { Checkbox, NativeSelect } from '@mantine/core'
import { statementKey } from '../../../../shared/eloqua/field-choice.ts'
import { actionWords, importWords } from '../../../../shared/words/definition-import.ts'
import classes from './form.module.css'
import { IssueText } from './issue-text.tsx'
import { type FormState, issuesAt } from './use-draft.ts'

/** Opportunities: how their IDs are compared. Links of opportunities: to what, and by which columns. */
export function OpportunityLinks({ form }: { readonly form: FormState }) {
  const { family, rules } = form.draft
  if (family === 'opportunities') {
    return (
      <Checkbox
        label={importWords.caseSensitive}
        checked={rules.isIdentifierFieldCaseSensitive === true}
        onChange={(event) =>
          form.setRules({ isIdentifierFieldCaseSensitive: event.currentTarget.checked || undefined })
        }
      />
    )
  }
  return family === 'opportunities/contacts' ? <Links form={form} /> : null
}

function Links({ form }: { readonly form: FormState }) {
  const { fields, rules } = form.draft
  const entity = rules.linkOpportunitiesEntityType ?? 'Contact'
  const isOfEntity = (statement: string) => statementKey(statement).startsWith(`{{opportunity.${entity.toLowerCase()}.`)
  const ids = fields.filter(({ statement }) => statementKey(statement) === '{{opportunity.id}}')
  const sources = fields.filter(({ statement }) => isOfEntity(statement))
  return (
    <>
      <div className={classes.pair}>
        <NativeSelect
          label={importWords.linkEntity}
          data={Object.entries(importWords.linkEntities).map(([value, label]) => ({ value, label }))}
          value={entity}
          onChange={(event) =>
            form.setRules({
              linkOpportunitiesEntityType: event.currentTarget.value,
              linkOpportunitiesSourceField: undefined,
            })
          }
        />
        <NativeSelect
          label={importWords.linkOpportunity}
          data={choices(ids)}
          value={rules.linkOpportunitiesMatchFieldName ?? ''}
          onChange={(event) =>
            form.setRules({
              linkOpportunitiesMatchFieldName: event.currentTarget.value || undefined,
              identifierFieldName: event.currentTarget.value || undefined,
            })
          }
        />
        <NativeSelect
          label={importWords.linkSource}
          data={choices(sources)}
          value={rules.linkOpportunitiesSourceField ?? ''}
          onChange={(event) => form.setRules({ linkOpportunitiesSourceField: event.currentTarget.value || undefined })}
        />
      </div>
      <IssueText issues={issuesAt(form, 'linkOpportunities')} />
      <LinkSwitches form={form} />
    </>
  )
}

function choices(fields: readonly { readonly name: string }[]) {
  return [{ value: '', label: actionWords.choose }, ...fields.map(({ name }) => ({ value: name, label: name }))]
}

const SWITCHES = [
  ['linkOpportunitiesMultipleSourceMatches', importWords.linkSeveral],
  ['linkOpportunitiesCaseSensitiveMatchField', importWords.linkCaseOpportunity],
  ['linkOpportunitiesCaseSensitiveSourceField', importWords.linkCaseSource],
] as const

function LinkSwitches({ form }: { readonly form: FormState }) {
  return SWITCHES.map(([rule, label]) => (
    <Checkbox
      key={rule}
      label={label}
      checked={form.draft.rules[rule] === true}
      onChange={(event) => form.setRules({ [rule]: event.currentTarget.checked || undefined })}
    />
  ))
}
