import { Checkbox, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ImportRule, UpdateRule } from '../../../../shared/eloqua/eloqua.ts'
import { mayIdentify, statementKey } from '../../../../shared/eloqua/field-choice.ts'
import { formWords } from '../../../../shared/words/definition-form.ts'
import { importWords } from '../../../../shared/words/definition-import.ts'
import { assetsQuery } from '../../../entities/definition/definition-form-queries.ts'
import { CardLinks } from './card-links.tsx'
import classes from './form.module.css'
import { FormSection } from './form-section.tsx'
import { firstError, IssueText } from './issue-text.tsx'
import { OpportunityLinks } from './opportunity-links.tsx'
import { UpdateRuleExample } from './update-rule-example.tsx'
import { type FormState, issuesAt } from './use-draft.ts'

const UPDATE_RULES: readonly UpdateRule[] = ['always', 'ifNewIsNotNull', 'ifExistingIsNull', 'useFieldRule']
const IMPORT_RULES: readonly ImportRule[] = ['createAndUpdate', 'updateOnly', 'createOnly']

const PLACES = [
  'identifierFieldName',
  'updateRule',
  'isUpdatingMultipleMatchedRecords',
  'mapDataCards',
  'linkOpportunities',
  'linkUsers',
  'importPriorityUri',
] as const

/** How rows find their record, and what becomes of the values Eloqua already holds. */
export function ImportSection({ form }: { readonly form: FormState }) {
  const { family, rules } = form.draft
  if (family === 'activities') return null
  const rule = rules.updateRule ?? 'always'
  if (family === 'opportunities/contacts') {
    return (
      <FormSection places={PLACES} title={formWords.sections.rules}>
        <OpportunityLinks form={form} />
        <PriorityChoice form={form} />
      </FormSection>
    )
  }
  return (
    <FormSection places={PLACES} title={formWords.sections.rules}>
      <div className={classes.pair}>
        <IdentifierChoice form={form} />
        <NativeSelect
          label={importWords.importRule}
          data={IMPORT_RULES.map((value) => ({ value, label: importWords.importRules[value] }))}
          value={rules.importRule ?? 'createAndUpdate'}
          onChange={(event) => form.setRules({ importRule: event.currentTarget.value as ImportRule })}
        />
        <NativeSelect
          label={importWords.rule}
          data={UPDATE_RULES.map((value) => ({ value, label: importWords.rules[value] }))}
          value={rule}
          onChange={(event) => form.setRules({ updateRule: event.currentTarget.value as UpdateRule })}
        />
      </div>
      <UpdateRuleExample rule={rule} />
      <RulesByField form={form} />
      <Checkbox
        label={importWords.several}
        checked={rules.isUpdatingMultipleMatchedRecords === true}
        onChange={(event) => form.setRules({ isUpdatingMultipleMatchedRecords: event.currentTarget.checked })}
      />
      <IssueText issues={issuesAt(form, 'isUpdatingMultipleMatchedRecords')} />
      <CardLinks form={form} />
      <OpportunityLinks form={form} />
      <PriorityChoice form={form} />
    </FormSection>
  )
}

/** Only columns whose type can identify a record are offered. */
function IdentifierChoice({ form }: { readonly form: FormState }) {
  const { fields, rules } = form.draft
  const fit = fields.filter(({ statement }) => {
    const choice = form.index.get(statementKey(statement))
    return !choice || mayIdentify(choice)
  })
  return (
    <NativeSelect
      label={importWords.identifier}
      data={[
        { value: '', label: importWords.chooseIdentifier },
        ...fit.map(({ name }) => ({ value: name, label: name })),
      ]}
      value={rules.identifierFieldName ?? ''}
      error={firstError(issuesAt(form, 'identifierFieldName'))}
      onChange={(event) => form.setRules({ identifierFieldName: event.currentTarget.value || undefined })}
    />
  )
}

/** A rule for one field stands above the rule for all. */
function RulesByField({ form }: { readonly form: FormState }) {
  const { fields, rules } = form.draft
  const byField = rules.updateRuleByField ?? {}
  const set = (name: string, rule: string) => {
    const { [name]: _before, ...rest } = byField
    const next = rule === '' ? rest : { ...rest, [name]: rule as UpdateRule }
    form.setRules({ updateRuleByField: Object.keys(next).length > 0 ? next : undefined })
  }
  return (
    <details>
      <summary className={classes.dim}>{importWords.byField}</summary>
      <div className={classes.rulesByField}>
        {fields.map(({ name, statement }) => (
          <div key={statement} className={classes.ruleLine}>
            <span title={name}>{name}</span>
            <NativeSelect
              aria-label={importWords.byFieldFor(name)}
              data={[
                { value: '', label: importWords.same },
                ...UPDATE_RULES.map((value) => ({ value, label: importWords.rules[value] })),
              ]}
              value={Object.hasOwn(byField, name) ? byField[name] : ''}
              onChange={(event) => set(name, event.currentTarget.value)}
            />
          </div>
        ))}
      </div>
      <IssueText issues={issuesAt(form, 'updateRule')} />
    </details>
  )
}

function PriorityChoice({ form }: { readonly form: FormState }) {
  const priorities = useQuery(assetsQuery('importPriorities'))
  const { importPriorityUri } = form.draft.rules
  if (!priorities.data?.length && !importPriorityUri) return null
  return (
    <div className={classes.pair}>
      <NativeSelect
        label={importWords.priority}
        data={[
          { value: '', label: importWords.noPriority },
          ...(priorities.data ?? []).map(({ uri, name }) => ({ value: uri, label: name })),
        ]}
        value={importPriorityUri ?? ''}
        error={firstError(issuesAt(form, 'importPriorityUri'))}
        onChange={(event) => form.setRules({ importPriorityUri: event.currentTarget.value || undefined })}
      />
    </div>
  )
}
