import type { DefinitionDraft } from './definition-draft.ts'
import { blocks, type DraftIssue, type DraftPlace, type IssueCode } from './draft-issue.ts'
import type { ValidationFailure } from './eloqua.ts'
import { statementKey } from './field-choice.ts'
import { DOCUMENTED_FILTER_LENGTH } from './filter/filter.ts'

const PLACES: ReadonlySet<string> = new Set<DraftPlace>([
  'name',
  'fields',
  'identifierFieldName',
  'updateRule',
  'filter',
  'maxRecords',
  'dataRetentionDuration',
  'autoDeleteDuration',
  'syncActions',
  'importPriorityUri',
  'isUpdatingMultipleMatchedRecords',
  'linkUsers',
])

/** Eloqua's answer 400, each failure on the control it is about, in our words where we know the sentence. */
export function failureIssues(draft: DefinitionDraft, failures: readonly ValidationFailure[]): readonly DraftIssue[] {
  return failures.map((failure) => {
    const place = placeOf(failure)
    const index = indexOf(draft, place, failure)
    const at = index === undefined ? {} : { index }
    const code = KNOWN.find((known) => known.place === place && known.pattern.test(failure.constraint ?? ''))?.code
    if (code) return blocks(place, code, { ...at, fact: factOf(draft, code, failure, index) })
    const words = [
      place === 'other' ? failure.field : undefined,
      failure.constraint,
      failure.value && `(${failure.value})`,
    ]
    return blocks(place, 'said-by-eloqua', { ...at, fact: `Eloqua says: ${words.filter(Boolean).join(' ')}` })
  })
}

/** What our own sentence needs to know, which Eloqua's answer does not always say. */
function factOf(
  draft: DefinitionDraft,
  code: IssueCode,
  { value = '', constraint = '' }: ValidationFailure,
  index: number | undefined,
): string {
  switch (code) {
    case 'name-long':
      return String(draft.name.trim().length)
    case 'too-many-fields':
    case 'one-field-only':
      return String(draft.fields.length)
    case 'filter-long':
      return String((draft.rules.filter?.length ?? 0) - limitIn(constraint))
    case 'opportunity-fields':
      return (constraint.match(/\{\{[^{}]*\}\}/g) ?? []).join(', ')
    default:
      return (index === undefined ? undefined : draft.fields[index]?.name) ?? value
  }
}

/** `Must be at most 1000 characters long.` */
function limitIn(constraint: string): number {
  return Number(/at most ([\d,]+) characters/i.exec(constraint)?.[1]?.replaceAll(',', '') ?? DOCUMENTED_FILTER_LENGTH)
}

function placeOf({ field = '' }: ValidationFailure): DraftPlace {
  const [root = ''] = field.split(/[.[]/)
  if (root.startsWith('mapDataCards')) return 'mapDataCards'
  if (root.startsWith('linkOpportunities')) return 'linkOpportunities'
  if (root === 'updateRuleByField') return 'updateRule'
  if (root === 'parentId') return 'object'
  return PLACES.has(root) ? (root as DraftPlace) : 'other'
}

function indexOf(draft: DefinitionDraft, place: DraftPlace, { value }: ValidationFailure): number | undefined {
  if (value === undefined) return undefined
  const at =
    place === 'fields'
      ? draft.fields.findIndex(({ statement }) => statementKey(statement) === statementKey(value))
      : place === 'syncActions'
        ? (draft.rules.syncActions ?? []).findIndex((one) => Object.values(one).map(String).includes(value))
        : -1
  return at < 0 ? undefined : at
}

/** Sentences of Eloqua that say what one of ours says. What is not here is shown as Eloqua says it. */
const KNOWN: readonly { readonly place: DraftPlace; readonly pattern: RegExp; readonly code: IssueCode }[] = [
  { place: 'object', pattern: /existing object/i, code: 'object-gone' },
  { place: 'name', pattern: /at most 100 characters/i, code: 'name-long' },
  { place: 'fields', pattern: /at least 1 and at most/i, code: 'too-many-fields' },
  { place: 'fields', pattern: /exactly 1 field/i, code: 'one-field-only' },
  { place: 'fields', pattern: /valid Eloqua markup/i, code: 'statement-invalid' },
  { place: 'fields', pattern: /existing field/i, code: 'field-unknown' },
  { place: 'fields', pattern: /not read-only/i, code: 'field-read-only' },
  { place: 'fields', pattern: /at most 10 contact fields/i, code: 'too-many-contact-fields' },
  { place: 'fields', pattern: /to link users/i, code: 'link-users' },
  { place: 'fields', pattern: /must contain \{\{Opportunity\.[^}]*\}\}(?:,|\.$)/i, code: 'opportunity-fields' },
  { place: 'fields', pattern: /field of Opportunity\.Contact/i, code: 'links-incomplete' },
  { place: 'identifierFieldName', pattern: /at least 1 character/i, code: 'identifier-missing' },
  { place: 'identifierFieldName', pattern: /contained within fields/i, code: 'identifier-not-a-field' },
  { place: 'identifierFieldName', pattern: /large text, date or boolean/i, code: 'identifier-type' },
  { place: 'filter', pattern: /at most one EXISTS/i, code: 'filter-two-exists' },
  { place: 'filter', pattern: /at most one STATUS/i, code: 'filter-two-status' },
  { place: 'filter', pattern: /ContactSegment only/i, code: 'filter-segment' },
  { place: 'filter', pattern: /activities on contact fields/i, code: 'filter-activity-contact' },
  { place: 'filter', pattern: /Activity\.Type|activity type/i, code: 'filter-activity-type' },
  { place: 'filter', pattern: /characters long/i, code: 'filter-long' },
  { place: 'filter', pattern: /valid filter/i, code: 'filter-invalid' },
  { place: 'filter', pattern: /with a date/i, code: 'filter-date' },
  { place: 'filter', pattern: /with a number/i, code: 'filter-number' },
  { place: 'filter', pattern: /true-or-false/i, code: 'filter-yes-no' },
  {
    place: 'filter',
    pattern: /service instance|existing (?:ContactList|ContactSegment|ContactFilter|AccountList)/i,
    code: 'filter-asset-gone',
  },
  { place: 'filter', pattern: /existing field/i, code: 'filter-field-unknown' },
  { place: 'syncActions', pattern: /at most 10/i, code: 'too-many-sync-actions' },
  { place: 'syncActions', pattern: /service instance|existing|destination that suits/i, code: 'destination-gone' },
  { place: 'syncActions', pattern: /must be one of .* for /i, code: 'status-missing' },
  { place: 'importPriorityUri', pattern: /existing/i, code: 'priority-gone' },
  { place: 'updateRule', pattern: /contained within fields/i, code: 'rule-not-a-field' },
  { place: 'mapDataCards', pattern: /./, code: 'cards-incomplete' },
  { place: 'maxRecords', pattern: /integer/i, code: 'max-records' },
  { place: 'dataRetentionDuration', pattern: /PT1H/i, code: 'retention' },
  { place: 'autoDeleteDuration', pattern: /PT1H/i, code: 'auto-delete' },
  { place: 'isUpdatingMultipleMatchedRecords', pattern: /email address/i, code: 'several-matches' },
]
