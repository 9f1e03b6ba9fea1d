import type { CheckReport, Problem, ProblemExample } from '../../../shared/csv/csv.ts'
import type { NameRow } from './left-out-file.ts'

/**
 * What was found in a fixed copy, with its rows as the user's file has them. Lines are left out: those of the copy are
 * others once rows were left out or cells with line breaks were changed.
 */
export function placesInFile(report: CheckReport, nameRow: NameRow): CheckReport {
  const place = ({ line: _ofCopy, ...example }: ProblemExample): ProblemExample =>
    example.row === undefined ? example : { ...example, row: nameRow(example.row) }
  const inFile = (problems: readonly Problem[]) =>
    problems.map((problem) => ({ ...problem, examples: problem.examples.map(place) }))
  const values = report.values?.map((value) => ({
    ...value,
    examples: value.examples.map((example) => ({ ...example, row: nameRow(example.row) })),
  }))
  return {
    ...report,
    problems: inFile(report.problems),
    columns: report.columns.map((column) => ({ ...column, findings: inFile(column.findings) })),
    ...(values ? { values } : {}),
  }
}
