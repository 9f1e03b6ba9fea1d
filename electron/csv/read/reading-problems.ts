import type { Problem, ProblemExample, Reading } from '../../../shared/csv/csv.ts'
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
    const name = { ';': 'a semicolon', '\t': 'a tab', '|': 'a vertical bar' }[reading.delimiter]
    problems.push(describeProblem('delimiter-guessed', { title: `Cells are separated by ${name}, not by a comma` }))
  }
  return problems
}

const CUT_OR_WINDOWS_1252: ProblemFacts = {
  title: 'The last byte of the file is not UTF-8 text',
  advice:
    'The file was cut off inside a character, and rows may be missing: then get the whole file again. Or it is Windows-1252, as older spreadsheets save it, and ends with an accented letter: then read it so and look at the last row.',
  proposal: { encoding: 'windows-1252' },
}

/** What is offered, or said otherwise, about one kind of bytes that are no text. */
function adviseOnFault(kind: ByteFault['kind'], reader: RecordReader, reading: Reading): ProblemFacts {
  if (kind === 'cut-character') return reader.source.mayEndInWindows1252 ? CUT_OR_WINDOWS_1252 : {}
  if (kind !== 'bad-encoding') return {}
  return reading.encoding.startsWith('utf-16')
    ? { advice: 'The file is damaged at these places. Save it again as “CSV UTF-8”.' }
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
    problems.push(describeProblem(kind, { count, examples, ...adviseOnFault(kind, reader, reading) }))
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
    [countOf(call.endsCrlf), 'CRLF (Windows)'],
    [countOf(call.endsLf), 'LF (Unix, Mac)'],
    [countOf(call.endsCr), 'CR (old Mac)'],
  ] as const
  const used = ends.filter(([count]) => count > 0)
  if (used.length > 1) {
    const examples = used.map(([count, name]) => ({ value: `${count.toLocaleString('en-US')} × ${name}` }))
    problems.push(describeProblem('mixed-line-ends', { examples }))
  }
  return problems
}
