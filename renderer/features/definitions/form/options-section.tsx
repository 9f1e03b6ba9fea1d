import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { formWords, optionWords } from '../../../../shared/words/definition-form.ts'
import { importWords } from '../../../../shared/words/definition-import.ts'
import { describeDuration } from '../../../../shared/words/times.ts'
import classes from './form.module.css'
import { FormSection } from './form-section.tsx'
import { firstError, IssueText } from './issue-text.tsx'
import { type FormState, issuesAt } from './use-draft.ts'

const KEPT = ['PT1H', 'PT6H', 'PT12H', 'P1D', 'P3D', 'P7D', 'P14D']
const LIFETIMES = ['PT1H', 'P1D', 'P7D', 'P30D', 'P90D', 'P365D']

/** Times, limits and what starts a sync. */
export function OptionsSection({ form }: { readonly form: FormState }) {
  const { kind, rules } = form.draft
  return (
    <FormSection
      places={['maxRecords', 'dataRetentionDuration', 'autoDeleteDuration', 'other']}
      title={formWords.sections.options}
    >
      <div className={classes.pair}>
        {kind === 'export' ? <RecordLimit form={form} /> : null}
        {kind === 'syncAction' ? null : <Retention form={form} kind={kind} />}
        <Lifetime form={form} />
      </div>
      {kind === 'export' ? (
        <Checkbox
          label={optionWords.utc}
          checked={rules.areSystemTimestampsInUTC === true}
          onChange={(event) => form.setRules({ areSystemTimestampsInUTC: event.currentTarget.checked })}
        />
      ) : (
        <Checkbox
          label={importWords.autoSync}
          checked={rules.isSyncTriggeredOnImport === true}
          onChange={(event) => form.setRules({ isSyncTriggeredOnImport: event.currentTarget.checked })}
        />
      )}
      <IssueText issues={issuesAt(form, 'other')} />
    </FormSection>
  )
}

function RecordLimit({ form }: { readonly form: FormState }) {
  const { maxRecords } = form.draft.rules
  return (
    <TextInput
      label={optionWords.most}
      placeholder={optionWords.mostHint}
      inputMode="numeric"
      value={maxRecords === undefined || Number.isNaN(maxRecords) ? '' : String(maxRecords)}
      error={firstError(issuesAt(form, 'maxRecords'))}
      onChange={(event) => {
        const digits = event.currentTarget.value.replace(/\D/g, '').slice(0, 15)
        form.setRules({ maxRecords: digits === '' ? undefined : Number(digits) })
      }}
    />
  )
}

function Retention({ form, kind }: { readonly form: FormState; readonly kind: 'export' | 'import' }) {
  const { dataRetentionDuration = '' } = form.draft.rules
  return (
    <NativeSelect
      label={optionWords.kept[kind]}
      data={[
        { value: '', label: optionWords.keptDefault[kind] },
        ...withOwn(KEPT, dataRetentionDuration).map((value) => ({ value, label: describeDuration(value) })),
      ]}
      value={dataRetentionDuration}
      error={firstError(issuesAt(form, 'dataRetentionDuration'))}
      onChange={(event) => form.setRules({ dataRetentionDuration: event.currentTarget.value || undefined })}
    />
  )
}

function Lifetime({ form }: { readonly form: FormState }) {
  const { autoDeleteDuration = '' } = form.draft.rules
  return (
    <NativeSelect
      label={optionWords.lifetime}
      data={[
        { value: '', label: optionWords.never },
        ...withOwn(LIFETIMES, autoDeleteDuration).map((value) => ({
          value,
          label: optionWords.other(describeDuration(value)),
        })),
      ]}
      value={autoDeleteDuration}
      error={firstError(issuesAt(form, 'autoDeleteDuration'))}
      onChange={(event) => form.setRules({ autoDeleteDuration: event.currentTarget.value || undefined })}
    />
  )
}

/** A duration of the definition that is not among the usual ones is offered too. */
function withOwn(usual: readonly string[], own: string): readonly string[] {
  return own === '' || usual.includes(own) ? usual : [...usual, own]
}
