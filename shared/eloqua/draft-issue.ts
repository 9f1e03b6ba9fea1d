import type { FieldChoice } from './field-choice.ts'

/** Something about a draft that Eloqua would refuse (`blocks`) or that has consequences (`warning`). */
export interface DraftIssue {
  readonly place: DraftPlace
  /** The place among several: the 0-based field or sync action. */
  readonly index?: number
  readonly severity: 'blocks' | 'warning'
  readonly code: IssueCode
  /** What the sentence needs: a number, a name, Eloqua's own words. */
  readonly fact?: string
}

/** The control of the form that an issue belongs to. */
export type DraftPlace =
  | 'object'
  | 'name'
  | 'fields'
  | 'identifierFieldName'
  | 'updateRule'
  | 'filter'
  | 'maxRecords'
  | 'dataRetentionDuration'
  | 'autoDeleteDuration'
  | 'syncActions'
  | 'importPriorityUri'
  | 'isUpdatingMultipleMatchedRecords'
  | 'mapDataCards'
  | 'linkOpportunities'
  | 'linkUsers'
  | 'other'

export type IssueCode =
  | 'object-missing'
  | 'name-missing'
  | 'name-long'
  | 'no-fields'
  | 'too-many-fields'
  | 'one-field-only'
  | 'field-name-missing'
  | 'field-name-long'
  | 'field-name-twice'
  | 'statement-twice'
  | 'statement-missing'
  | 'field-unknown'
  | 'field-read-only'
  | 'too-many-contact-fields'
  | 'identifier-missing'
  | 'identifier-not-a-field'
  | 'identifier-type'
  | 'filter-fault'
  | 'filter-long'
  | 'filter-maybe-long'
  | 'filter-two-exists'
  | 'filter-two-status'
  | 'filter-segment'
  | 'filter-activity-type'
  | 'filter-activity-contact'
  | 'filter-field-unknown'
  | 'filter-open'
  | 'filter-quote'
  | 'max-records'
  | 'retention'
  | 'auto-delete'
  | 'no-sync-action'
  | 'too-many-sync-actions'
  | 'destination-missing'
  | 'status-missing'
  | 'cards-incomplete'
  | 'links-incomplete'
  | 'opportunity-fields'
  | 'link-users'
  | 'several-matches'
  | 'consent'
  | 'auto-sync'
  | 'statement-invalid'
  | 'object-gone'
  | 'destination-gone'
  | 'priority-gone'
  | 'rule-not-a-field'
  | 'filter-invalid'
  | 'filter-date'
  | 'filter-number'
  | 'filter-yes-no'
  | 'filter-asset-gone'
  | 'said-by-eloqua'

/** The object's fields by `statementKey`, where they were read. */
export type KnownFields = ReadonlyMap<string, FieldChoice> | undefined

export function blocks(place: DraftPlace, code: IssueCode, more: Partial<DraftIssue> = {}): DraftIssue {
  return { place, severity: 'blocks', code, ...more }
}

export function warns(place: DraftPlace, code: IssueCode, more: Partial<DraftIssue> = {}): DraftIssue {
  return { place, severity: 'warning', code, ...more }
}
