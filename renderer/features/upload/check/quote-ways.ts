import type { Reading } from '../../../../shared/csv/csv.ts'
import type { ReadingChoice } from '../queries.ts'

/** The ways in which quotes can be read: one of them at a time. */
export const QUOTE_WAYS = ['strict', 'text', 'trimmed', 'inside', 'both', 'single'] as const
export type QuoteWay = (typeof QUOTE_WAYS)[number]

export function quotesOf({ looseQuotes, trimQuotes, equalsText, singleQuotes }: Reading): QuoteWay {
  if (singleQuotes) return 'single'
  if (trimQuotes) return equalsText ? 'both' : 'trimmed'
  if (equalsText) return 'inside'
  return looseQuotes ? 'text' : 'strict'
}

/** The choice with quotes read in this way and no other. That they are read as usual is a choice as well. */
export function chooseQuotes(choice: ReadingChoice, way: QuoteWay): ReadingChoice {
  return {
    ...choice,
    looseQuotes: way === 'text',
    trimQuotes: way === 'trimmed' || way === 'both',
    equalsText: way === 'inside' || way === 'both',
    singleQuotes: way === 'single',
  }
}
