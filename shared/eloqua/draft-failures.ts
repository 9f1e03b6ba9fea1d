import type { DefinitionDraft } from './definition-draft.ts'
import { blocks, type DraftIssue, type DraftPlace, type IssueCode } from './draft-issue.ts'
import type { ValidationFailure } from './eloqua.ts'
import { statementKey } from './field-choice.ts'

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
    const name = index === undefined ? undefined : draft.fields[index]?.name
    if (code) return blocks(place, code, { ...at, fact: name ?? failure.value ?? '' })
    const words = [
      place === 'other' ? failure.field : undefined,
      failure.constraint,
      failure.value && `(${failure.value})`,
    ]
    return blocks(place, 'said-by-eloqua', { ...at, fact: `Eloqua says: ${words.filter(Boolean).join(' ')}` })
  })
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
  { place: 'fields', pattern: /existing field/i, code: 'field-unknown' },
  { place: 'fields', pattern: /not read-only/i, code: 'field-read-only' },
  { place: 'fields', pattern: /at most 10 contact fields/i, code: 'too-many-contact-fields' },
  { place: 'fields', pattern: /to link users/i, code: 'link-users' },
  { place: 'identifierFieldName', pattern: /contained within fields/i, code: 'identifier-not-a-field' },
  { place: 'identifierFieldName', pattern: /large text, date or boolean/i, code: 'identifier-type' },
  { place: 'filter', pattern: /at most one EXISTS/i, code: 'filter-two-exists' },
  { place: 'filter', pattern: /at most one STATUS/i, code: 'filter-two-status' },
  { place: 'filter', pattern: /ContactSegment only/i, code: 'filter-segment' },
  { place: 'filter', pattern: /activities on contact fields/i, code: 'filter-activity-contact' },
  { place: 'filter', pattern: /Activity\.Type/i, code: 'filter-activity-type' },
  { place: 'maxRecords', pattern: /integer/i, code: 'max-records' },
  { place: 'dataRetentionDuration', pattern: /PT1H/i, code: 'retention' },
  { place: 'autoDeleteDuration', pattern: /PT1H/i, code: 'auto-delete' },
  { place: 'isUpdatingMultipleMatchedRecords', pattern: /email address/i, code: 'several-matches' },
]
