import type { Problem, ProblemExample, Reading } from '../../../shared/csv/csv.ts'
import {
  delimiterNames,
  lineEndNames,
  problemPlaces,
  specialProblems,
} from '../../../shared/words/file-problem-cases.ts'
import { describeProblem, type ProblemFacts } from '../check/problems.ts'
import { countOf } from '../kernel/kernel.ts'
import { describeHeaderRecord } from './header-record.ts'
import type { RecordReader } from './record-reader.ts'
import type { ByteFault } from './transcode.ts'

/** What is worth knowing about how the file is read. */
export function describeReading(reading: Reading): Problem[] {
  const problems: Problem[] = []
  if (reading.encoding.startsWith('utf-16')) problems.push(describeProblem('utf-16'))
  else if (reading.hasBom) problems.push(describeProblem('bom'))
  if (reading.hasSepLine) problems.push(describeProblem('sep-line'))
  if (reading.delimiter !== ',') {
    const title = specialProblems.delimiterIs(delimiterNames[reading.delimiter])
    problems.push(describeProblem('delimiter-guessed', { title }))
  }
  return problems
}

const CUT_OR_WINDOWS_1252: ProblemFacts = {
  ...specialProblems.cutOrWindows1252,
  proposal: { encoding: 'windows-1252' },
}

/** What is offered, or said otherwise, about one kind of bytes that are no text. */
function adviseOnFault(kind: ByteFault['kind'], count: number, reader: RecordReader, reading: Reading): ProblemFacts {
  if (kind === 'cut-character') return reader.source.mayEndInWindows1252 ? CUT_OR_WINDOWS_1252 : {}
  if (kind !== 'bad-encoding') return {}
  return reading.encoding.startsWith('utf-16')
    ? specialProblems.damagedUtf16(count)
    : { proposal: { encoding: 'windows-1252' } }
}

/**
 * Bytes that are no text, how the header is written, blank lines and line ends: what reading the file brought to light,
 * up to where it was read.
 */
export function describeBytes(reader: RecordReader, reading: Reading): Problem[] {
  const problems: Problem[] = []
  for (const kind of ['bad-encoding', 'cut-character', 'nul-byte'] as const) {
    const count = reader.source.countFaults(kind)
    if (count === 0) continue
    const examples = reader.faults
      .filter((fault) => fault.kind === kind)
      .map(({ byte, line }): ProblemExample => ({ byte, line }))
    problems.push(describeProblem(kind, { count, examples, ...adviseOnFault(kind, count, reader, reading) }))
  }
  if (reader.source.hasCtrlZ) problems.push(describeProblem('trailing-ctrl-z'))
  return [...problems, ...describeHeaderRecord(reader, reading), ...describeLines(reader)]
}

function describeLines(reader: RecordReader): Problem[] {
  const { call } = reader.kernel
  const problems: Problem[] = []
  const blank = countOf(call.blankLines)
  if (blank > 0) problems.push(describeProblem('blank-lines', { count: blank }))
  const ends = [
    [countOf(call.endsCrlf), lineEndNames.crlf],
    [countOf(call.endsLf), lineEndNames.lf],
    [countOf(call.endsCr), lineEndNames.cr],
  ] as const
  const used = ends.filter(([count]) => count > 0)
  if (used.length > 1) {
    const examples = used.map(([count, name]) => ({ value: problemPlaces.times(count, name) }))
    problems.push(describeProblem('mixed-line-ends', { examples }))
  }
  return problems
}
