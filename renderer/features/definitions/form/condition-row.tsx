import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useQueries } from '@tanstack/react-query'
import { type AssetKind, assetNamedBy } from '../../../../shared/eloqua/asset.ts'
import { ACTIVITY_TYPES, isUsableIn, statementKey } from '../../../../shared/eloqua/field-choice.ts'
import { type Comparison, type Condition, OPERATORS, type Operator } from '../../../../shared/eloqua/filter/filter.ts'
import type { FilterRow } from '../../../../shared/eloqua/filter/filter-rows.ts'
import { fromDateField, toDateField } from '../../../../shared/eloqua/filter/moment.ts'
import { activityTypeWords, filterWords, operatorWords } from '../../../../shared/words/definition-filter.ts'
import { memberWords } from '../../../../shared/words/filters.ts'
import { assetsQuery } from '../../../entities/definition/definition-form-queries.ts'
import { SearchPicker } from '../../../ui/search-picker.tsx'
import { ToolButton } from '../../../ui/tool-button.tsx'
import classes from './form.module.css'
import { toOption } from './to-option.ts'
import type { FormState } from './use-draft.ts'

interface ConditionRowProps {
  readonly form: FormState
  readonly row: FilterRow
  /** 1-based. */
  readonly place: number
  /** Undefined: taken away. */
  readonly onRow: (row: FilterRow | undefined) => void
}

/** One condition: a field, an operator and a value, or membership of a list, segment or filter. */
export function ConditionRow({ form, row, place, onRow }: ConditionRowProps) {
  const { condition } = row
  const set = (next: Condition) => onRow({ ...row, condition: next })
  return (
    <div className={classes.condition}>
      <Checkbox
        label={filterWords.not}
        aria-label={filterWords.negate(place)}
        checked={row.isNegated}
        onChange={(event) => onRow({ ...row, isNegated: event.currentTarget.checked })}
      />
      {condition.kind === 'exists' ? (
        <Membership
          form={form}
          statement={condition.statement}
          place={place}
          onStatement={(statement) => set({ kind: 'exists', statement })}
        />
      ) : (
        <Comparing form={form} condition={condition} place={place} onCondition={set} />
      )}
      <ToolButton icon={IconX} label={filterWords.remove(place)} onClick={() => onRow(undefined)} />
    </div>
  )
}

const MEMBERS: Readonly<Record<'contacts' | 'accounts', readonly AssetKind[]>> = {
  contacts: ['contactLists', 'contactSegments', 'contactFilters'],
  accounts: ['accountLists'],
}

interface MembershipProps {
  readonly form: FormState
  readonly statement: string
  readonly place: number
  readonly onStatement: (statement: string) => void
}

function Membership({ form, statement, place, onStatement }: MembershipProps) {
  const kinds = MEMBERS[form.draft.family === 'accounts' ? 'accounts' : 'contacts']
  const lists = useQueries({ queries: kinds.map((kind) => assetsQuery(kind)) })
  const options = lists.flatMap(({ data = [] }, index) =>
    data.map((asset) => ({
      value: asset.statement ?? '',
      label: asset.name,
      detail: `${memberWords[kinds[index] ?? 'contactLists'] ?? ''} ${asset.id}`,
    })),
  )
  const chosen = options.find(({ value }) => statementKey(value) === statementKey(statement))
  return (
    <>
      <span className={classes.operatorWord}>{filterWords.member}</span>
      <div className={classes.grow}>
        <SearchPicker
          label={filterWords.asset(place)}
          unlabelled
          placeholder={filterWords.chooseAsset}
          chosen={chosen?.label ?? (assetNamedBy(statement) ? statement : '')}
          error={!assetNamedBy(statement)}
          options={options}
          onPick={onStatement}
        />
      </div>
    </>
  )
}

interface ComparingProps {
  readonly form: FormState
  readonly condition: Comparison
  readonly place: number
  readonly onCondition: (condition: Condition) => void
}

function Comparing({ form, condition, place, onCondition }: ComparingProps) {
  const { fields, index, draft } = form
  const choice = index.get(statementKey(condition.statement))
  const isDate = choice?.dataType === 'date'
  const options = fields.filter((field) => isUsableIn('export', draft.family, field)).map(toOption)
  return (
    <>
      <div className={classes.grow}>
        <SearchPicker
          label={filterWords.field(place)}
          unlabelled
          placeholder={filterWords.chooseField}
          chosen={choice?.name ?? condition.statement}
          error={condition.statement === ''}
          options={options}
          onPick={(statement) => onCondition({ ...condition, statement })}
        />
      </div>
      <NativeSelect
        aria-label={filterWords.operator(place)}
        data={OPERATORS.map((value) => ({ value, label: operatorWords(isDate)[value] }))}
        value={condition.operator}
        onChange={(event) => onCondition({ ...condition, operator: event.currentTarget.value as Operator })}
      />
      <ValueField condition={condition} place={place} isDate={isDate} onCondition={onCondition} />
    </>
  )
}

function ValueField({
  condition,
  place,
  isDate,
  onCondition,
}: Omit<ComparingProps, 'form'> & { readonly isDate: boolean }) {
  const set = (value: string) => onCondition({ ...condition, value })
  if (statementKey(condition.statement) === '{{activity.type}}') {
    return (
      <NativeSelect
        aria-label={filterWords.value(place)}
        data={[
          { value: '', label: filterWords.anyType },
          ...ACTIVITY_TYPES.map((value) => ({ value, label: activityTypeWords(value) })),
        ]}
        value={condition.value}
        onChange={(event) => set(event.currentTarget.value)}
      />
    )
  }
  const moment = isDate && condition.operator !== '~' ? toDateField(condition.value) : undefined
  if (moment !== undefined) {
    return (
      <TextInput
        className={classes.grow}
        type="datetime-local"
        step={1}
        aria-label={filterWords.value(place)}
        value={moment}
        onChange={(event) => set(fromDateField(event.currentTarget.value))}
      />
    )
  }
  return (
    <TextInput
      className={classes.grow}
      aria-label={filterWords.value(place)}
      placeholder={isDate ? filterWords.date : condition.operator === '~' ? filterWords.like : undefined}
      value={condition.value}
      onChange={(event) => set(event.currentTarget.value)}
    />
  )
}
