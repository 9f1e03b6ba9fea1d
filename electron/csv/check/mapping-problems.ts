import type { ColumnProfile, Mapping, Problem, ProblemKind } from '../../../shared/csv/csv.ts'
import type { UpdateRule } from '../../../shared/eloqua/eloqua.ts'
import { findIdentifierField } from '../../../shared/eloqua/identifier.ts'
import { problemPlaces, specialProblems } from '../../../shared/words/file-problem-cases.ts'
import type { CheckTarget } from '../engine.ts'
import { REASON_COLUMNS } from '../read/headers.ts'
import { describeProblem } from './problems.ts'

/** What the mapping leaves out: fields that get nothing, columns that go nowhere, a missing identifier. */
export function checkMapping(mapping: Mapping, target: CheckTarget, headers: readonly string[]): Problem[] {
  const identifier = findIdentifierField(target)
  const fed = new Set(mapping.fields.map(({ field }) => field))
  const used = new Set(mapping.fields.flatMap(({ source }) => (source.from === 'column' ? [source.column] : [])))
  const problems: Problem[] = identifier === undefined ? [] : checkIdentifier(mapping, identifier)
  const unfed = Object.keys(target.fields).filter((field) => field !== identifier && !fed.has(field))
  const unused = headers.filter((name, column) => name !== '' && !used.has(column) && !REASON_COLUMNS.has(name))
  for (const [kind, names] of [
    ['unmapped-field', unfed],
    ['left-out-column', unused],
  ] as const) {
    if (names.length === 0) continue
    problems.push(describeProblem(kind, { count: names.length, examples: names.map((column) => ({ column })) }))
  }
  return problems
}

/** Only a column can say which record each row is about. */
function checkIdentifier(mapping: Mapping, identifier: string): Problem[] {
  const source = mapping.fields.find(({ field }) => field === identifier)?.source
  if (source?.from === 'column') return []
  const examples = [{ column: identifier }]
  if (!source) return [describeProblem('unmapped-identifier', { examples })]
  const isBlank = source.value.trim() === ''
  return [
    describeProblem('unmapped-identifier', {
      examples,
      ...specialProblems.constantIdentifier(isBlank),
    }),
  ]
}

/** The rule a field is updated by; undefined when only Eloqua knows it. */
function updateRuleOf(target: CheckTarget, field: string): UpdateRule | undefined {
  const { updateRuleByField = {}, updateRule = 'always' } = target
  // A field may be called `constructor`.
  const own = Object.hasOwn(updateRuleByField, field) ? updateRuleByField[field] : undefined
  const rule = own ?? updateRule
  return rule === 'useFieldRule' ? undefined : rule
}

/** What blank cells will do to records that exist: only imports that update can erase. */
export function checkBlanks(blanks: Readonly<Record<string, number>>, target: CheckTarget): Problem[] {
  if (target.kind !== 'import' || target.family === 'activities') return []
  const identifier = findIdentifierField(target)
  const filled = Object.entries(blanks).filter(([field, count]) => count > 0 && field !== identifier)
  const byRule = (rule: UpdateRule | undefined) => filled.filter(([field]) => updateRuleOf(target, field) === rule)
  const total = (fields: [string, number][]) => fields.reduce((sum, [, count]) => sum + count, 0)
  const examples = (fields: [string, number][]) =>
    fields.map(([column, count]) => ({ column, value: problemPlaces.blank(count) }))
  const erasing = byRule('always')
  const unknown = byRule(undefined)
  return [
    ...(erasing.length > 0
      ? [describeProblem('blanks-erase', { count: total(erasing), examples: examples(erasing) })]
      : []),
    ...(unknown.length > 0
      ? [
          describeProblem('blanks-erase', {
            count: total(unknown),
            ...specialProblems.blanksMayErase(total(unknown)),
            examples: examples(unknown),
          }),
        ]
      : []),
  ]
}

const GATHERED: readonly ProblemKind[] = [
  'damaged-text',
  'equals-text',
  'placeholders',
  'number-mangled',
  'mixed-dates',
  'invisible-characters',
  'leading-zeros',
  'formula-cells',
]

/**
 * The findings in columns that are sent, one problem a kind and severity. Of invisible characters only those in
 * identifiers.
 */
export function gatherFindings(columns: readonly ColumnProfile[], mapping: Mapping): Problem[] {
  const used = new Set(mapping.fields.flatMap(({ source }) => (source.from === 'column' ? [source.column] : [])))
  const findings = columns.filter(({ column }) => used.has(column)).flatMap((profile) => profile.findings)
  return GATHERED.flatMap((kind) =>
    (['warning', 'note'] as const).flatMap((severity) => {
      if (kind === 'invisible-characters' && severity === 'note') return []
      return joinFindings(findings.filter((finding) => finding.kind === kind && finding.severity === severity))
    }),
  )
}

/** Findings of one kind and severity as one. */
function joinFindings(found: readonly Problem[]): Problem[] {
  const [first] = found
  if (!first || found.length === 1) return [...found]
  const { kind, severity } = first
  const count = found.reduce((sum, finding) => sum + finding.count, 0)
  const examples = found.flatMap((finding) => finding.examples.slice(0, 2))
  return [describeProblem(kind, { count, examples, severity, ...(first.proposal ? { proposal: first.proposal } : {}) })]
}
