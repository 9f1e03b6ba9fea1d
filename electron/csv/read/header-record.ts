import type { Problem, Reading } from '../../../shared/csv/csv.ts'
import { describeProblem, type ProblemFacts } from '../check/problems.ts'
import { RECORD_FLAGS } from '../kernel/kernel.ts'
import type { RecordReader } from './record-reader.ts'

interface Trouble {
  readonly flags: number
  readonly kind: Problem['kind']
  readonly words: Pick<ProblemFacts, 'title' | 'advice' | 'proposal'>
}

const UNCLOSED: Trouble['words'] = { title: 'A quote opened in the header is not closed' }

/** What is held against rows one by one, the header cannot be: without it no row can be read. */
const TROUBLES: readonly Trouble[] = [
  {
    flags: RECORD_FLAGS.huge,
    kind: 'huge-row',
    words: {
      title: 'The header is bigger than 4 MB',
      advice: 'No header is that long. Is this the right file, and does its first line hold the names of the columns?',
    },
  },
  {
    flags: RECORD_FLAGS.textAfterQuote,
    kind: 'text-after-quote',
    words: {
      title: 'The header has text after a closing quote',
      advice: 'A name in quotes ends with its closing quote; a quote inside must be doubled (""). Mend the first line.',
    },
  },
  {
    flags: RECORD_FLAGS.strayQuote,
    kind: 'stray-quote',
    words: {
      title: 'The header has a quote inside a name without quotes',
      advice: 'If the quotes are meant as text (such as 5" for inches), have Bulkdesk read them as text.',
      proposal: { looseQuotes: true },
    },
  },
  {
    flags: RECORD_FLAGS.control | RECORD_FLAGS.loneCr,
    kind: 'control-character',
    words: {
      title: 'The header holds a control character',
      advice: 'Such characters come from damaged exports and cannot be seen. Write the first line anew.',
    },
  },
]

/** What is wrong with how the header is written: all of it blocks. */
export function describeHeaderRecord(reader: RecordReader, reading: Reading): Problem[] {
  const { flags, line } = reader.headerRecord
  if (flags & RECORD_FLAGS.unclosed) {
    return [describeProblem('unclosed-quote', { ...UNCLOSED, examples: [{ line: reader.unclosedLine ?? line }] })]
  }
  const counted = reading.looseQuotes ? flags & ~RECORD_FLAGS.strayQuote : flags
  return TROUBLES.filter((trouble) => trouble.flags & counted).map(({ kind, words }) =>
    describeProblem(kind, { ...words, severity: 'blocks', examples: [{ line }] }),
  )
}
