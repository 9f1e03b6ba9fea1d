import type { CheckReport, ColumnProfile, Problem } from '../../../shared/csv/csv.ts'
import type { ValueProblem } from '../../../shared/csv/values.ts'
import { findIdentifierField } from '../../../shared/eloqua/identifier.ts'
import { specialProblems } from '../../../shared/words/file-problem-cases.ts'
import { type ColumnFacts, checkHeaders, trimHeaders } from '../read/headers.ts'
import { describeReading } from '../read/reading-problems.ts'
import type { BytesFindings, CheckFacts, CheckShare, RowFindings } from './check.ts'
import type { ColumnFigures } from './column-figures.ts'
import { describeColumn } from './column-profile.ts'
import { judgedColumns } from './judged-columns.ts'
import { checkBlanks, checkMapping, gatherFindings } from './mapping-problems.ts'
import { describeProblem } from './problems.ts'
import { describeValues } from './value-problems.ts'

interface Found {
  readonly request: CheckFacts
  readonly header: readonly string[]
  readonly headers: readonly string[]
  readonly rows: RowFindings
  readonly bytes: BytesFindings
  readonly figures: readonly ColumnFigures[]
  readonly extra: readonly ColumnFigures[]
}

/** Puts the shares of a check together and says in words what they found. */
export function composeReport(request: CheckFacts, shares: readonly CheckShare[]): CheckReport {
  const bytes = shares.find((share) => share.bytes)?.bytes
  const rows = shares.find((share) => share.rows)?.rows
  const header = shares[0]?.header ?? []
  const figures = shares.flatMap((share) => share.columns).toSorted((a, b) => a.column - b.column)
  if (!bytes || !rows || figures.some(({ column }, i) => column !== i))
    throw new Error('A share of the check is missing.')
  const extra = shares.flatMap((share) => share.extra)
  const found = { request, header, headers: trimHeaders(header), rows, bytes, figures, extra }
  // Of a file with too many columns only the first were looked at.
  const columns = bytes.width > header.length ? [] : describeColumns(found)
  const blanks = countBlanks(found)
  return {
    rows: rows.count,
    goodRows: rows.count - rows.held,
    heldBackRows: rows.held,
    blankLines: rows.blankLines,
    duplicateIdentifierRows: countDuplicates(found),
    blanks,
    columns,
    problems: listProblems(found, columns, blanks),
    ...(request.rules ? { values: judgeValues(found) } : {}),
    bytes: bytes.size,
  }
}

function judgeValues({ request, headers, figures, extra }: Found): ValueProblem[] {
  const all = new Map([...figures, ...extra].map((found) => [found.column, found]))
  return judgedColumns(request.mapping, request.target, request.rules, headers.length).flatMap((judged) => {
    const found = all.get(judged.figures)
    return found ? describeValues(judged, found, headers[judged.source] ?? '') : []
  })
}

function describeColumns({ request, figures, headers, rows }: Found): ColumnProfile[] {
  const judged = judgedColumns(request.mapping, request.target, request.rules, headers.length)
  return figures.map((figure) => {
    const identifiers = rows.identifiers?.column === figure.column ? rows.identifiers : undefined
    const types = judged.filter(({ source }) => source === figure.column).map(({ rule }) => rule.type)
    return describeColumn(headers[figure.column] ?? '', figure, identifiers, new Set(types))
  })
}

function countBlanks({ request, rows, figures }: Found): Record<string, number> {
  const blanks = request.mapping.fields.map(({ field, source }): [string, number] => {
    if (source.from === 'constant') return [field, source.value === '' ? rows.count - rows.held : 0]
    return [field, (figures[source.column]?.counts.blank ?? 0) - (rows.heldBlanks[source.column] ?? 0)]
  })
  return Object.fromEntries(blanks)
}

function countDuplicates({ rows, figures }: Found): number {
  return rows.identifiers ? (figures[rows.identifiers.column]?.counts.duplicate ?? 0) : 0
}

function listProblems(found: Found, columns: readonly ColumnProfile[], blanks: Record<string, number>): Problem[] {
  const { request, header, headers, rows, bytes } = found
  if (!bytes.isHeaderReadable) return [...bytes.problems, ...describeReading(request.reading)]
  const isEmpty = headers.length === 0 || (headers.length === 1 && headers[0] === '')
  if (isEmpty) return [describeProblem('empty-file'), ...describeReading(request.reading)]
  return [
    ...(rows.count === 0 ? [describeProblem('no-rows')] : []),
    ...bytes.problems,
    ...checkHeaders(header, bytes.width, factsOf(found)),
    ...checkMapping(request.mapping, request.target, headers),
    ...rows.problems,
    ...describeDuplicates(found),
    ...checkBlanks(blanks, request.target),
    ...gatherFindings(columns, request.mapping),
    ...describeReading(request.reading),
  ]
}

function factsOf({ request, figures }: Found): ColumnFacts {
  const mapped = new Set(
    request.mapping.fields.flatMap(({ source }) => (source.from === 'column' ? [source.column] : [])),
  )
  return {
    isMapped: (column) => mapped.has(column),
    isFilled: (column) => (figures[column]?.filled ?? 0) > 0,
  }
}

function describeDuplicates(found: Found): Problem[] {
  const ids = found.rows.identifiers
  const count = countDuplicates(found)
  if (!ids || (count === 0 && ids.isComplete)) return []
  const examples = found.figures[ids.column]?.examples.duplicate ?? []
  const words = specialProblems.duplicates(count, findIdentifierField(found.request.target))
  const problem = describeProblem('duplicate-identifier', { count, examples, ...words })
  if (ids.isComplete) return [problem]
  return [{ ...problem, advice: `${problem.advice} ${specialProblems.duplicatesUpTo(ids.distinct)}` }]
}
