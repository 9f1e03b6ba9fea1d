import type { Problem, ProblemExample, Reading } from '../../../shared/csv/csv.ts'
import {
  delimiterNames,
  lineEndNames,
  problemPlaces,
  specialProblems,
} from '../../../shared/words/file-problem-cases.ts'
import { describeProblem, type ProblemFacts } from '../check/problems.ts'
import { countOf } from '../kernel/kernel.ts'
import { bytesAround, wordAt } from './fault-words.ts'
import { guessEncodings } from './guess-encoding.ts'
import { describeHeaderRecord } from './header-record.ts'
import type { LocatedFault, RecordReader } from './record-reader.ts'
import type { ByteFault } from './transcode.ts'

/** What is worth knowing about how the file is read. */
export function describeReading(reading: Reading): Problem[] {
  const problems: Problem[] = []
  if (reading.encoding.startsWith('utf-16')) problems.push(describeProblem('utf-16'))
  else if (reading.hasBom) problems.push(describeProblem('bom'))
  else if (reading.encoding !== 'utf-8')
    problems.push(describeProblem('legacy-encoding', specialProblems.readAs(reading.encoding)))
  if (reading.hasSepLine) problems.push(describeProblem('sep-line'))
  const above = (reading.headerLine ?? 1) - 1 - (reading.hasSepLine ? 1 : 0)
  if (above > 0) problems.push(describeProblem('lines-skipped', { count: above }))
  if (reading.endBlank) problems.push(describeProblem('rows-end-blank'))
  if (reading.delimiter !== ',') {
    const title = specialProblems.delimiterIs(delimiterNames[reading.delimiter])
    problems.push(describeProblem('delimiter-guessed', { title }))
  }
  return problems
}

/** Sound characters for each bad place from which on a file is UTF-8 that was damaged, and not another encoding. */
const MOSTLY_SOUND = 0.5

/** What is offered, or said otherwise, about one kind of bytes that are no text. */
function adviseOnFault(kind: ByteFault['kind'], count: number, reader: RecordReader, reading: Reading): ProblemFacts {
  if (kind === 'nul-byte' || (kind === 'cut-character' && !reader.source.mayEndWhole)) return {}
  if (reading.encoding.startsWith('utf-16')) return kind === 'bad-encoding' ? specialProblems.damagedText(count) : {}
  if (reading.encoding !== 'utf-8') return specialProblems.wrongEncoding(reading.encoding)
  const sound = countOf(reader.kernel.call.soundHigh)
  const isUtf8 = reading.hasBom || (sound > 0 && sound >= count * MOSTLY_SOUND)
  if (isUtf8) return kind === 'bad-encoding' ? specialProblems.damagedText(count) : {}
  const { encodings, isSure } = guessEncodings(bytesAround(reader.source.raw, reader.source.faults))
  const [best] = encodings
  if (!best) return kind === 'bad-encoding' ? specialProblems.damagedText(count) : {}
  const offer = { encodings, proposal: { encoding: best.encoding } }
  if (kind === 'cut-character') return { ...specialProblems.cutOrLegacy(best.encoding), ...offer }
  const sure = isSure ? { isSure: true as const } : {}
  return { ...specialProblems.looksLike(best.encoding, encodings.length > 1), count: 1, ...offer, ...sure }
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
      .map((fault) => showFault(reader, fault, reading))
    problems.push(describeProblem(kind, { count, examples, ...adviseOnFault(kind, count, reader, reading) }))
  }
  if (reader.source.hasCtrlZ) problems.push(describeProblem('trailing-ctrl-z'))
  return [...problems, ...describeHeaderRecord(reader, reading), ...describeLines(reader)]
}

/** Where a fault is: its line and, where it can be shown, the word; its place in bytes only where nothing else is known. */
function showFault({ source }: RecordReader, { byte, line }: LocatedFault, reading: Reading): ProblemExample {
  return { byte, line, ...wordAt(source.raw, byte, reading) }
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
