import type { CheckReport, Mapping } from '../../../../shared/csv/csv.ts'
import { type FixPreview, MOST_EXAMPLES, type WideFix } from '../../../../shared/csv/fixes.ts'
import type { ValueProblem, ValueSuggestion } from '../../../../shared/csv/values.ts'
import type { Definition } from '../../../../shared/eloqua/definition.ts'
import { findIdentifierField } from '../../../../shared/eloqua/identifier.ts'

/** A fix that the user may choose. */
export interface Choice {
  readonly id: string
  readonly fix: WideFix
  readonly isChosen: boolean
  /** Only the user knows how the column is to be read, and has not said so yet. */
  readonly isOpen: boolean
}

/** Texts that stand for no value in other programs. A plain dash or NA may be a value. */
const PLACEHOLDERS = ['N/A', 'n/a', '#N/A', 'NULL', 'null', 'Null', '(null)', '(blank)']

/** Fixes that do no harm where they change nothing: whether a file needs them is seen by trying them on all of it. */
export function guesses(mapping: Mapping): readonly WideFix[] {
  return mappedColumns(mapping).flatMap((column): readonly WideFix[] => [
    { kind: 'trim', column },
    { kind: 'replace', column, values: PLACEHOLDERS, by: '' },
  ])
}

/** A guess that changes something, with only those texts that the column has; nothing where it changes nothing. */
export function narrowed(choice: Choice, preview: FixPreview | undefined): readonly Choice[] {
  const { fix } = choice
  if (!preview || preview.count === 0) return []
  const found = preview.examples.map(({ before }) => before)
  // With as many examples as are ever given there may be other texts.
  if (fix.kind !== 'replace' || found.length >= MOST_EXAMPLES) return [choice]
  return [{ ...choice, fix: { ...fix, values: found } }]
}

/** What the check found that a fix of a column may cure. */
export function suggested(
  report: CheckReport | undefined,
  mapping: Mapping,
  definition: Definition,
): readonly Choice[] {
  if (!report) return []
  const mapped = new Set(mappedColumns(mapping))
  return [
    ...(report.values ?? []).flatMap(({ column, suggestion }) => choicesFor(suggestion, column)),
    ...report.columns
      .filter(({ column, findings }) => mapped.has(column) && findings.some(({ kind }) => kind === 'mixed-dates'))
      .flatMap(({ column }) => choicesFor('date-form', column)),
    ...duplicates(report, mapping, definition),
  ]
}

/** What the user asked for beside the values that do not fit: chosen as far as nothing has to be answered first. */
export function aboutValues(about: ValueProblem | undefined): readonly Choice[] {
  if (!about) return []
  const { suggestion, column, examples } = about
  if (suggestion !== 'replace-value') return choicesFor(suggestion, column)
  // A text that was shortened to be shown is none of the file.
  const values = [...new Set(examples.map(({ value }) => value))].filter((value) => !value.endsWith('…'))
  if (values.length === 0) return []
  return [{ ...choiceOf({ kind: 'replace', column, values, by: '' }, true), id: `replace ${column} values` }]
}

function choicesFor(suggestion: ValueSuggestion | undefined, column: number): readonly Choice[] {
  if (suggestion === 'date-form') return [choiceOf({ kind: 'date', column, order: 'day-first' }, true)]
  if (suggestion === 'number-form') return [choiceOf({ kind: 'number', column, decimal: 'comma' }, true)]
  if (suggestion === 'boolean-words') return [choiceOf({ kind: 'boolean', column, form: 'true-false' }, false)]
  return []
}

function duplicates(report: CheckReport, mapping: Mapping, definition: Definition): readonly Choice[] {
  const field = findIdentifierField(definition)
  const source = mapping.fields.find((entry) => entry.field === field)?.source
  if (report.duplicateIdentifierRows === 0 || field === undefined || source?.from !== 'column') return []
  const ignoreCase = /EmailAddress/i.test(definition.fields[field] ?? '')
  return [choiceOf({ kind: 'duplicates', column: source.column, keep: 'first', ignoreCase }, false)]
}

/** `isOpen`: the user has to answer first, and nothing is chosen before. */
export function choiceOf(fix: WideFix, isOpen: boolean): Choice {
  return { id: `${fix.kind} ${fix.column}`, fix, isChosen: !isOpen, isOpen }
}

/** Values come before rows: spaces and placeholders first, since they decide what a value is and which rows are duplicates. */
const ORDER: readonly WideFix['kind'][] = ['trim', 'replace', 'date', 'number', 'boolean', 'duplicates']

/** In the order in which the fixes are made: each sees what those before it left. */
export function inOrder(choices: readonly Choice[]): readonly Choice[] {
  return choices.toSorted((a, b) => ORDER.indexOf(a.fix.kind) - ORDER.indexOf(b.fix.kind))
}

export function uniqueById(choices: readonly Choice[]): readonly Choice[] {
  return choices.filter(({ id }, at) => choices.findIndex((other) => other.id === id) === at)
}

function mappedColumns({ fields }: Mapping): readonly number[] {
  return [...new Set(fields.flatMap(({ source }) => (source.from === 'column' ? source.column : [])))]
}
