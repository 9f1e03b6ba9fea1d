import type { DefinitionDraft } from './definition-draft.ts'
import { blocks, type DraftIssue, type KnownFields, warns } from './draft-issue.ts'
import { statementKey } from './field-choice.ts'
import { type Condition, conditionsOf, DOCUMENTED_FILTER_LENGTH, MOST_FILTER_LENGTH } from './filter/filter.ts'
import { type FilterFault, parseFilter } from './filter/parse-filter.ts'

/** What Eloqua would refuse about the filter of an export, and what it may read otherwise than meant (fact sheet 3.7). */
export function checkFilter(draft: DefinitionDraft, known: KnownFields): readonly DraftIssue[] {
  const text = draft.rules.filter ?? ''
  if (text.trim() === '') {
    return draft.family === 'activities' ? [blocks('filter', 'filter-activity-type')] : []
  }
  const parsed = parseFilter(text)
  const length = lengthOf(text)
  if ('fault' in parsed) return [...length, filterFault(parsed, text)]
  const conditions = conditionsOf(parsed.filter)
  const count = (kind: Condition['kind']) => conditions.filter((one) => one.kind === kind).length
  return [
    ...length,
    ...(count('exists') > 1 ? [blocks('filter', 'filter-two-exists')] : []),
    ...(count('status') > 1 ? [blocks('filter', 'filter-two-status')] : []),
    ...(conditions.some(isSegment) && conditions.some((one) => !isSegment(one) && !isSystemDate(one))
      ? [blocks('filter', 'filter-segment')]
      : []),
    ...(draft.family === 'activities' ? checkActivityFilter(conditions) : []),
    ...(conditions.some(isOpen) ? [blocks('filter', 'filter-open')] : []),
    ...conditions.filter((one) => !isOpen(one)).flatMap((one) => checkCondition(one, known)),
  ]
}

/** The documented length is no reason to refuse what Eloqua may take. */
function lengthOf({ length }: string): readonly DraftIssue[] {
  if (length <= DOCUMENTED_FILTER_LENGTH || length > MOST_FILTER_LENGTH) return []
  return [warns('filter', 'filter-maybe-long', { fact: String(length - DOCUMENTED_FILTER_LENGTH) })]
}

/** A condition whose field or list was not chosen yet. */
function isOpen({ statement }: Condition): boolean {
  return statement.trim() === '' || statement.includes('[]')
}

function filterFault({ fault, near }: FilterFault, text: string): DraftIssue {
  if (fault === 'too-long') return blocks('filter', 'filter-long', { fact: String(text.length - MOST_FILTER_LENGTH) })
  return blocks('filter', 'filter-fault', { fact: `${fault} ${near}`.trim() })
}

function isSegment(condition: Condition): boolean {
  return condition.kind === 'exists' && /\{\{ContactSegment\[/i.test(condition.statement)
}

const SYSTEM_DATE = /^\{\{Contact\.(?:UpdatedAt|CreatedAt|Field\(C_Date(?:Modified|Created)\))\}\}$/i

function isSystemDate(condition: Condition): boolean {
  return condition.kind === 'compare' && SYSTEM_DATE.test(condition.statement.trim())
}

function checkActivityFilter(conditions: readonly Condition[]): readonly DraftIssue[] {
  const types = conditions.filter((one) => /^\{\{Activity\.Type\}\}$/i.test(one.statement.trim()))
  const [typed] = types
  const isOne = types.length === 1 && typed?.kind === 'compare' && typed.operator === '=' && typed.value !== ''
  return [
    ...(isOne ? [] : [blocks('filter', 'filter-activity-type')]),
    ...(conditions.some((one) => /^\{\{Activity\.Contact\./i.test(one.statement.trim()))
      ? [blocks('filter', 'filter-activity-contact')]
      : []),
  ]
}

function checkCondition(condition: Condition, known: KnownFields): readonly DraftIssue[] {
  if (condition.kind !== 'compare') return []
  return [
    ...(known && !known.has(statementKey(condition.statement))
      ? [warns('filter', 'filter-field-unknown', { fact: condition.statement })]
      : []),
    ...(condition.value.includes("'") ? [warns('filter', 'filter-quote', { fact: condition.value })] : []),
  ]
}
