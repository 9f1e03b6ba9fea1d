import { type Findable, indexEntries, rankEntries } from '../renderer/app/frame/palette/rank-entries.ts'
import type { Bench } from './bench-entry.ts'

const ENTRIES = 10_000
/** One picture of a screen that shows sixty a second: a key whose answer is ready by then is drawn with the next one. */
const FRAME_MS = 1_000 / 60
const WORDS = ['Belgian', 'contacts', 'webinar', 'attendees', 'newsletter', 'événement', 'Händler', 'trial', 'spring']
const TYPED = ['c', 'contacts', 'belgian contacts 4', '66104', 'evenement', 'no such thing']

/** Names of two words and a number, each with a hint and an address, as definitions and syncs have them. */
function manyEntries(): readonly Findable[] {
  return Array.from({ length: ENTRIES }, (_, place) => ({
    group: place % 2 === 0 ? 'syncs' : 'definitions',
    title: `${WORDS[place % WORDS.length]} ${WORDS[(place * 7) % WORDS.length]} ${place}`,
    hint: `#${60_000 + place} · Export · Contacts`,
    also: `/contacts/exports/${place} jane.doe`,
    number: 60_000 + place,
    at: new Date(1_700_000_000_000 + place * 60_000).toISOString(),
  }))
}

export const benches: readonly Bench[] = [
  {
    name: 'palette-key',
    title: `the slowest of ${TYPED.length} searches of the palette among 10,000 entries, against one frame`,
    unit: 'ms',
    better: 'less',
    target: 1,
    prepare: async () => {
      const index = indexEntries(manyEntries())
      const search = (text: string): number => {
        const from = performance.now()
        rankEntries(index, text, 6)
        return performance.now() - from
      }
      return { ours: () => Math.max(...TYPED.map(search)), against: () => FRAME_MS }
    },
  },
]
