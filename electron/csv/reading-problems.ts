import type { Problem, ProblemExample, Reading } from '../../shared/csv.ts'
import { describeProblem } from './problems.ts'
import type { RecordReader } from './record-reader.ts'

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

/** Bytes that are no text, blank lines and line ends: what reading the file brought to light, up to where it was read. */
export function describeBytes(reader: RecordReader, reading: Reading): Problem[] {
  const problems: Problem[] = []
  for (const kind of ['bad-encoding', 'cut-character', 'nul-byte'] as const) {
    const count = reader.source.countFaults(kind)
    if (count === 0) continue
    const examples = reader.faults
      .filter((fault) => fault.kind === kind)
      .map(({ byte, line }): ProblemExample => ({ byte, line }))
    const isUtf16 = reading.encoding.startsWith('utf-16')
    problems.push(
      describeProblem(kind, {
        count,
        examples,
        ...(kind === 'bad-encoding' && !isUtf16 ? { proposal: { encoding: 'windows-1252' } } : {}),
        ...(kind === 'bad-encoding' && isUtf16
          ? { advice: 'The file is damaged at these places. Save it again as “CSV UTF-8”.' }
          : {}),
      }),
    )
  }
  if (reader.source.hadCtrlZ) problems.push(describeProblem('trailing-ctrl-z'))
  return [...problems, ...describeLines(reader)]
}

function describeLines(reader: RecordReader): Problem[] {
  const { call } = reader.kernel
  const problems: Problem[] = []
  const blank = Number(call.blankLines.value)
  if (blank > 0) problems.push(describeProblem('blank-lines', { count: blank }))
  const ends = [
    [Number(call.endsCrlf.value), 'CRLF (Windows)'],
    [Number(call.endsLf.value), 'LF (Unix, Mac)'],
    [Number(call.endsCr.value), 'CR (old Mac)'],
  ] as const
  const used = ends.filter(([count]) => count > 0)
  if (used.length > 1) {
    const examples = used.map(([count, name]) => ({ value: `${count.toLocaleString('en-US')} × ${name}` }))
    problems.push(describeProblem('mixed-line-ends', { examples }))
  }
  return problems
}
