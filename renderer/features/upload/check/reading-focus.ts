import { type RefObject, useEffect, useRef } from 'react'
import type { FirstLook } from '../../../../shared/csv/csv.ts'
import { readingControls, readingWords } from '../../../../shared/words/reading.ts'
import { announce } from '../../../ui/announcer.tsx'
import type { ReadingChoice } from '../queries.ts'

/** What can be chosen of how a file is read, by the name its list bears. */
export type ReadingPart = 'encoding' | 'delimiter' | 'quotes' | 'header'

/** The part that was changed last, until the new look is on screen. */
export type ReadingFocus = RefObject<ReadingPart | undefined>

/** The list in which a proposed way of reading is seen, and can be chosen otherwise. */
export function partOf({ encoding, delimiter, headerLine }: ReadingChoice): ReadingPart {
  if (encoding) return 'encoding'
  if (delimiter) return 'delimiter'
  return headerLine ? 'header' : 'quotes'
}

/**
 * Read another way, the page is built anew, and with it the list that was chosen from: the focus goes back there, and what
 * the choice made of the file is said.
 */
export function useBackToChoice(focus: ReadingFocus, look: FirstLook): RefObject<HTMLFieldSetElement | null> {
  const place = useRef<HTMLFieldSetElement>(null)
  useEffect(() => {
    const part = focus.current
    if (!part) return
    focus.current = undefined
    const list = place.current?.querySelector<HTMLElement>(`[aria-label="${readingControls[part]}"]`)
    list?.focus({ preventScroll: true })
    announce(readingControls.reread(readingWords(look, undefined)))
  }, [focus, look])
  return place
}
