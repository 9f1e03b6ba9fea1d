/** What can be found: by the words of its title, by other words, by its number. */
export interface Findable {
  /** Entries of one group stand together. */
  readonly group: string
  readonly title: string
  /** What tells the entry from others of its name. */
  readonly hint?: string
  /** Words it is also found by. */
  readonly also?: string
  /** Its number in Eloqua: typed as a whole, the number goes straight to the entry. */
  readonly number?: number
  /** Its title is the name of something else, which comes first where that is found too. */
  readonly isNamedAfter?: boolean
  /** ISO time; of entries that fit equally well the newest comes first. */
  readonly at?: string
  /** Too many or too special to be offered before something is typed. */
  readonly onlySearched?: boolean
}

export interface FoundGroup<T> {
  readonly group: string
  /** The best first. */
  readonly entries: readonly T[]
  /** How many fit, those included that are not shown. */
  readonly total: number
}

/** Entries made ready, so that a key costs no more than a look at each. */
export type EntryIndex<T> = readonly Prepared<T>[]

interface Prepared<T> {
  readonly entry: T
  /** ` webinar attendees `: words without accents and capitals, a blank before and after each. */
  readonly title: string
  readonly rest: string
  readonly time: number
}

interface Scored<T> {
  readonly prepared: Prepared<T>
  readonly score: number
}

interface Gathered<T> {
  readonly group: string
  readonly found: Scored<T>[]
}

/** Letters that Unicode does not take apart into a letter and an accent. */
const LETTERS: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', ł: 'l', đ: 'd', æ: 'ae', œ: 'oe', ı: 'i' }

const POINTS = {
  title: { whole: 12, beginning: 10, inside: 4 },
  rest: { whole: 7, beginning: 6, inside: 2 },
} as const
const SAME_TITLE = 40
const TITLE_BEGINS = 20
const PHRASE_IN_TITLE = 8
const SAME_NUMBER = 1_000

export function indexEntries<T extends Findable>(entries: readonly T[]): EntryIndex<T> {
  return entries.map((entry) => ({
    entry,
    title: spaced(wordsOf(entry.title)),
    // `WebinarAttendees` is found by "attendees" too.
    rest: spaced([entry.hint, entry.also, entry.number, inPieces(entry.title)].flatMap((part) => wordsOf(part ?? ''))),
    time: entry.at ? Date.parse(entry.at) : 0,
  }))
}

/**
 * What fits a text: every word of the text begins a word of the entry, or is a part of one. Groups come in the order of their
 * best entry, with at most `most` entries each. Without a text: everything that is offered before something is typed.
 */
export function rankEntries<T extends Findable>(
  index: EntryIndex<T>,
  text: string,
  most: number,
): readonly FoundGroup<T>[] {
  if (text.trim() === '') {
    const offered = index.filter(({ entry }) => !entry.onlySearched)
    return intoGroups(
      offered.map((prepared) => ({ prepared, score: 0 })),
      offered.length,
    )
  }
  const words = wordsOf(text)
  if (words.length === 0) return []
  const phrase = words.join(' ')
  const number = numberIn(text)
  const found = index.flatMap((prepared) => {
    if (number && number === prepared.entry.number) return [{ prepared, score: SAME_NUMBER }]
    const score = scoreOf(prepared, words, phrase)
    return score > 0 ? [{ prepared, score: prepared.entry.isNamedAfter ? score - 1 : score }] : []
  })
  return intoGroups(found, most)
}

/** `#66104` -> 66104; undefined for anything else. */
export function numberIn(text: string): number | undefined {
  const digits = /^\s*#?([1-9]\d{0,14})\s*$/.exec(text)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

/** Where two groups fit equally well, the one whose entries were named first comes first. */
function intoGroups<T extends Findable>(found: readonly Scored<T>[], most: number): readonly FoundGroup<T>[] {
  const groups = new Map<string, Gathered<T>>()
  for (const one of found) {
    const { group } = one.prepared.entry
    const known = groups.get(group)
    if (known) known.found.push(one)
    else groups.set(group, { group, found: [one] })
  }
  for (const group of groups.values()) group.found.sort(byScore)
  return [...groups.values()]
    .sort((a, b) => bestOf(b) - bestOf(a))
    .map(({ group, found: all }) => ({
      group,
      entries: all.slice(0, most).map(({ prepared }) => prepared.entry),
      total: all.length,
    }))
}

function byScore(a: Scored<unknown>, b: Scored<unknown>): number {
  return b.score - a.score || b.prepared.time - a.prepared.time
}

function bestOf({ found }: Gathered<unknown>): number {
  return found[0]?.score ?? 0
}

/** 0 where a word is not found at all. */
function scoreOf({ title, rest }: Prepared<unknown>, words: readonly string[], phrase: string): number {
  let score = 0
  for (const word of words) {
    const points = pointsIn(title, word, POINTS.title) || pointsIn(rest, word, POINTS.rest)
    if (points === 0) return 0
    score += points
  }
  if (title === ` ${phrase} `) return score + SAME_TITLE
  if (title.startsWith(` ${phrase}`)) return score + TITLE_BEGINS
  return title.includes(` ${phrase}`) ? score + PHRASE_IN_TITLE : score
}

/** A single letter is looked for at the beginning of words only: within words it is everywhere. */
function pointsIn(hay: string, word: string, points: (typeof POINTS)['title' | 'rest']): number {
  const at = hay.indexOf(` ${word}`)
  if (at >= 0) return hay.includes(` ${word} `) ? points.whole : points.beginning
  return word.length > 1 && hay.includes(word) ? points.inside : 0
}

function wordsOf(text: string | number): readonly string[] {
  const plain = String(text)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[ßøłđæœı]/g, (letter) => LETTERS[letter] ?? letter)
  return plain.match(/[\p{L}\p{N}]+/gu) ?? []
}

function inPieces(title: string): string {
  const pieces = title.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
  return pieces === title ? '' : pieces
}

function spaced(words: readonly string[]): string {
  return ` ${words.join(' ')} `
}
