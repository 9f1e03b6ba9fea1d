import type { DraftIssue, IssueCode } from '../eloqua/draft-issue.ts'
import { consentWords } from './consent.ts'
import { formatCount, formatCounted } from './numbers.ts'

type Say = (fact: string) => string

const OPEN_DESTINATIONS: Readonly<Record<string, string>> = {
  'list-add': 'Choose the list.',
  'list-remove': 'Choose the list.',
  group: 'Choose the email group.',
}

/** One sentence for everything that can be wrong with a definition, with the way to make it right. */
const SENTENCES: Readonly<Record<IssueCode, Say>> = {
  'object-missing': (object) => `Choose the ${object}.`,
  'name-missing': () => 'Enter a name.',
  'name-long': (length) => `A name has at most 100 characters. This one has ${length}.`,
  'no-fields': () => 'Add at least one field.',
  'too-many-fields': (count) =>
    `Eloqua allows at most 250 fields in an export and 100 in an import. There are ${count}.`,
  'one-field-only': (count) => `A sync action has exactly one field. There are ${count}.`,
  'field-name-missing': () => 'Enter a column name.',
  'field-name-long': () => 'A column name has at most 100 characters.',
  'field-name-twice': (name) => `Another field has the column name “${name}”. Choose another name.`,
  'statement-twice': () =>
    'Two columns read the same field. Eloqua is known to mix up their values, so remove one of them.',
  'statement-missing': () => 'Choose the field in Eloqua.',
  'field-unknown': () => 'Eloqua’s list of fields doesn’t have this field. It may have been deleted.',
  'field-read-only': (name) => `Eloqua fills “${name}” by itself. An import can’t change this field.`,
  'too-many-contact-fields': (count) => `An activity export allows at most 10 contact fields. There are ${count}.`,
  'identifier-missing': () => 'Choose the identifier field. Eloqua uses the identifier field to find each record.',
  'identifier-not-a-field': (name) => `The identifier field “${name}” is not one of the fields.`,
  'identifier-type': (name) =>
    `“${name}” can’t be the identifier field. Dates, yes/no fields and large text fields don’t identify records.`,
  'filter-fault': (fact) => describeFilterFault(fact),
  'filter-long': (over) => `This filter is too long. Remove ${formatCounted(Number(over), 'character')}.`,
  'filter-maybe-long': (over) =>
    `Oracle documents at most 1,000 characters for a filter. This filter has ${formatCount(Number(over))} more, so Eloqua may not accept this filter.`,
  'filter-two-exists': () => 'A filter can name one list, segment or filter. Remove the others.',
  'filter-two-status': () => 'A filter can ask for one program step. Remove the others.',
  'filter-segment': () =>
    'Eloqua combines a segment only with one or two dates: created or modified. Remove the other conditions.',
  'filter-activity-type': () => 'Choose one activity type. Eloqua exports one type of activity at a time.',
  'filter-activity-contact': () => 'Eloqua doesn’t filter activities by contact fields. Remove this condition.',
  'filter-field-unknown': (statement) => `Eloqua’s list of fields doesn’t have ${statement}.`,
  'filter-open': () => 'Choose a field, list or segment in each condition.',
  'filter-quote': () => 'Eloqua doesn’t document quotes inside a value. Check the result of this filter.',
  'max-records': () => 'Enter a whole number of at least 1, or leave this empty for all records.',
  retention: () => 'Eloqua keeps data from 1 hour (PT1H) to 14 days (P14D).',
  'auto-delete': () => 'The shortest time is 1 hour (PT1H). A sync action has at most 365 days (P365D).',
  'no-sync-action': () => 'Add what the sync action does.',
  'too-many-sync-actions': () => 'A definition has at most 10 sync actions.',
  'destination-missing': (kind) => OPEN_DESTINATIONS[kind] ?? 'Enter the statement of the program step.',
  'status-missing': () => 'Choose the status.',
  'cards-incomplete': () => 'Choose the record type, its field, and the column to compare.',
  'links-incomplete': () =>
    'Add the opportunity ID and a field of the contact or account, and choose both columns under the fields.',
  'opportunity-fields': (missing) => `An opportunity import needs these fields too: ${missing}.`,
  'link-users': () => 'To link users, add one of the CRM user fields.',
  'several-matches': () => 'Eloqua changes an email address only where one contact matches. Turn one of the two off.',
  consent: (name) => `“${name}” changes who may receive email. Each row subscribes, unsubscribes or marks as bounced.`,
  'auto-sync': () => 'Each upload starts syncing as soon as data arrives. You can’t review the staged rows first.',
  'statement-invalid': (name) => `Eloqua doesn’t understand the statement of “${name}”. Choose the field again.`,
  'object-gone': () => 'This custom object or event is not in Eloqua. Choose another one.',
  'destination-gone': () => 'This list, group or program step is not in Eloqua. Choose another one.',
  'priority-gone': () => 'This import priority is not in Eloqua. Choose another one.',
  'rule-not-a-field': (name) => `The update rule for “${name}” belongs to no field. Remove the rule.`,
  'filter-invalid': () => 'Eloqua doesn’t understand this filter. Check the quotes, operators and parentheses.',
  'filter-date': () => 'Compare a date with a date, such as 2026-03-02 13:00:00.',
  'filter-number': () => 'Compare a number field with a number.',
  'filter-yes-no': () => 'Compare a yes/no field with True or False, by “is” or “is not”.',
  'filter-asset-gone': () => 'The list, segment or step in this filter is not in Eloqua. Choose another one.',
  'said-by-eloqua': (words) => words,
}

const TAGS: Readonly<Partial<Record<IssueCode, string>>> = {
  'field-name-missing': 'no column name',
  'field-name-long': 'name too long',
  'field-name-twice': 'name used twice',
  'statement-twice': 'same field twice',
  'statement-missing': 'no field',
  'field-unknown': 'not in Eloqua',
  'field-read-only': 'read-only',
  consent: consentWords.tag,
  'statement-invalid': 'no statement',
  'said-by-eloqua': 'rejected by Eloqua',
}

/** An issue of one field in two or three words, for its row; the sentence stands below the list. */
export function tagIssue({ code }: DraftIssue): string {
  return TAGS[code] ?? 'see below'
}

/** What is wrong and how to make it right, as one or two short sentences. */
export function describeIssue({ code, fact }: DraftIssue): string {
  return SENTENCES[code](fact ?? '')
}

function describeFilterFault(fact: string): string {
  const [fault = '', ...rest] = fact.split(' ')
  const near = rest.length > 0 ? ` near “${rest.join(' ')}”` : ' at the end'
  const what: Readonly<Record<string, string>> = {
    'text-after-end': 'Put AND or OR between two conditions',
    parenthesis: 'A parenthesis is missing',
    operator: 'An operator such as = or >= is missing',
    text: 'A text in single quotes is missing',
  }
  return `${what[fault] ?? 'This part of the filter isn’t understood'}${near}.`
}
