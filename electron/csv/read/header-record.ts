import type { Problem, Reading, ReadingProposal } from '../../../shared/csv/csv.ts'
import { specialProblems } from '../../../shared/words/file-problem-cases.ts'
import { describeProblem, type ProblemFacts } from '../check/problems.ts'
import { QuoteHabits } from '../check/quote-habits.ts'
import { RECORD_FLAGS } from '../kernel/kernel.ts'
import type { RecordReader } from './record-reader.ts'

interface Trouble {
  readonly flags: number
  readonly kind: Problem['kind']
  readonly words: Pick<ProblemFacts, 'title' | 'advice' | 'proposal'>
}

/** What is held against rows one by one, the header cannot be: without it no row can be read. */
const TROUBLES: readonly Trouble[] = [
  { flags: RECORD_FLAGS.huge, kind: 'huge-row', words: specialProblems.hugeHeader },
  { flags: RECORD_FLAGS.textAfterQuote, kind: 'text-after-quote', words: specialProblems.textAfterQuoteInHeader },
  {
    flags: RECORD_FLAGS.strayQuote,
    kind: 'stray-quote',
    words: { ...specialProblems.strayQuoteInHeader, proposal: { looseQuotes: true } },
  },
  {
    flags: RECORD_FLAGS.control | RECORD_FLAGS.loneCr,
    kind: 'control-character',
    words: specialProblems.controlCharacterInHeader,
  },
]

/** What is wrong with how the header is written: all of it blocks. */
export function describeHeaderRecord(reader: RecordReader, reading: Reading): Problem[] {
  const { flags, line } = reader.headerRecord
  if (flags & RECORD_FLAGS.unclosed) {
    return [
      describeProblem('unclosed-quote', {
        title: specialProblems.unclosedHeader,
        examples: [{ line: reader.unclosedLine ?? line }],
      }),
    ]
  }
  const counted = reading.looseQuotes ? flags & ~RECORD_FLAGS.strayQuote : flags
  const habit = findHabit(reader, reading)
  return TROUBLES.filter((trouble) => trouble.flags & counted).map(({ kind, words }) => {
    const offer = habit && (kind === 'stray-quote' || kind === 'text-after-quote') ? quotesInHeader(habit) : words
    return describeProblem(kind, { ...offer, severity: 'blocks', examples: [{ line }] })
  })
}

/** How the program that wrote the header means its quotes. */
function findHabit(reader: RecordReader, reading: Reading): ReadingProposal | undefined {
  const { text } = reader.headerRecord
  if (text === undefined) return undefined
  const habits = new QuoteHabits(reading)
  habits.add(text)
  return habits.proposal
}

function quotesInHeader(habit: ReadingProposal): Pick<ProblemFacts, 'title' | 'advice' | 'proposal'> {
  const words = habit.equalsText ? specialProblems.equalsInHeader : specialProblems.spacesInHeader
  return { ...words, proposal: habit }
}
