import { analyse } from 'chardet'
import type { EncodingOption } from '../../../shared/csv/csv.ts'
import { decodeFitting, type LegacyEncoding, MULTI_BYTE, SINGLE_BYTE } from './legacy-encodings.ts'

/** Encodings that are offered. */
const MOST_OFFERED = 4
/** Words shown of each. */
const WORDS_SHOWN = 6
/** Bytes that are judged: enough for any language, few enough for half a second. */
const JUDGED_BYTES = 64 * 1024
/** A guess this much worse than the best is not worth a look. */
const TOO_FAR = 0.45
/** A best guess of such words, this far from the next that reads them otherwise, needs no question. */
const SURE_SCORE = 0.75
const SURE_LEAD = 0.4
const SURE_WORDS = 2

interface Candidate {
  readonly encoding: LegacyEncoding
  readonly words: readonly string[]
  readonly score: number
}

/**
 * The encodings, likeliest first, that have a character for every byte, each with the words that differ between them.
 * Two that read every word alike are offered as one. Empty when none fits. `isSure` where several words speak for the
 * first and nothing for another.
 */
export function guessEncodings(bytes: Uint8Array): { readonly encodings: EncodingOption[]; readonly isSure: boolean } {
  const pieces = piecesWithHighBytes(bytes)
  const joined = Buffer.concat(pieces.flatMap((piece) => [piece, Buffer.from('\n')]))
  const statistics = guessByStatistics(joined)
  const candidates = [...SINGLE_BYTE, ...MULTI_BYTE].flatMap((encoding, rank): Candidate[] => {
    const words = pieces.map((piece) => decodeFitting(piece, encoding))
    if (!words.every((word) => word !== undefined) || decodeFitting(joined, encoding) === undefined) return []
    const score = rate(words) + 0.3 * (statistics.get(encoding) ?? 0) - rank / 200
    return [{ encoding, words, score }]
  })
  const ranked = candidates.toSorted((a, b) => b.score - a.score)
  const best = ranked[0]?.score ?? 0
  const readings = onePerReading(ranked)
  const isSure = pieces.length >= SURE_WORDS && best >= SURE_SCORE && best - (readings[1]?.score ?? 0) >= SURE_LEAD
  const offered = readings.filter(({ score }) => best - score < TOO_FAR).slice(0, MOST_OFFERED)
  return { encodings: describe(offered), isSure }
}

/** What stands between delimiters, spaces and line ends, where bytes above ASCII are in it; each once. */
function piecesWithHighBytes(bytes: Uint8Array): Buffer[] {
  // As Latin-1 every byte is a character. The second bytes of Shift-JIS and Big5 may be ASCII, but none of these.
  const text = Buffer.from(bytes.subarray(0, 1024 * 1024)).toString('latin1')
  const pieces = new Set<string>()
  let size = 0
  for (const [piece] of text.matchAll(/[^\s,;"]*[\u0080-\u00ff][^\t\r\n,;"]*/g)) {
    if (size + piece.length > JUDGED_BYTES) break
    if (!pieces.has(piece)) size += piece.length
    pieces.add(piece)
  }
  return [...pieces].map((piece) => Buffer.from(piece, 'latin1'))
}

/** 0 to 1 for each encoding the statistics of letters speak for. */
function guessByStatistics(bytes: Uint8Array): ReadonlyMap<string, number> {
  const found = analyse(bytes).map(({ name, confidence }) => [name.toLowerCase(), confidence / 100] as const)
  const byName = new Map<string, number>()
  for (const [name, confidence] of found) {
    for (const encoding of [name, ...(SAME_LETTERS[name] ?? [])])
      byName.set(encoding, Math.max(byName.get(encoding) ?? 0, confidence))
  }
  return byName
}

/** Of letters alone the statistics cannot tell the standard from the code page that has them in the same places. */
const SAME_LETTERS: Readonly<Record<string, readonly string[]>> = {
  'iso-8859-1': ['windows-1252'],
  'iso-8859-2': ['windows-1250'],
  'iso-8859-6': ['windows-1256'],
  'iso-8859-7': ['windows-1253'],
  'iso-8859-8': ['windows-1255'],
  'iso-8859-9': ['windows-1254'],
}

/** How much the words look like words, 0 to 1: by what stands beside each character above ASCII. */
function rate(words: readonly string[]): number {
  const all = words.join(' ')
  let judged = 0
  let good = 0
  for (const word of words) {
    for (const [run] of word.matchAll(/[^\p{ASCII}]+/gu)) {
      judged += run.length
      good += rateRun(run, word, all)
    }
  }
  return judged === 0 ? 0 : Math.max(0, good) / judged
}

const SCRIPTS = [
  /^[\p{Script=Latin}\p{M}]+$/u,
  /^\p{Script=Cyrillic}+$/u,
  /^\p{Script=Greek}+$/u,
  /^[\p{Script=Hebrew}\p{M}]+$/u,
  /^[\p{Script=Arabic}\p{M}]+$/u,
  /^[\p{Script=Thai}\p{M}]+$/u,
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}々ー・　、。（）－～]+$/u,
  /^[\p{Script=Hangul}\p{Script=Han}]+$/u,
] as const

/** A run of characters above ASCII: as many points as it has characters when it fits where it stands, fewer or none else. */
function rateRun(run: string, word: string, all: string): number {
  const script = SCRIPTS.findIndex((pattern) => pattern.test(run.replace(/[\p{P}\p{S}\p{Z}]/gu, '') || run))
  const letters = [...run].filter((character) => /[\p{L}\p{M}]/u.test(character)).length
  if (script === -1) return letters === 0 ? rateSigns(run, word) : 0
  const signs = run.length - letters
  const points = letters - signs * (script >= 6 ? 0 : 1)
  if (script === 0) return points * rateLatin(run, word, all)
  if (script >= 6) return points * rateIdeographs(run) * (isAmongLatin(run, word) ? 0.3 : 1)
  // Letters of two alphabets do not stand in one word, nor the last sigma inside one.
  const isMixed = /[A-Za-z]/.test(word)
  return points * (isMixed || /ς\p{L}/u.test(word) ? 0.3 : 1) * rateCase(word)
}

/** Whether ASCII letters stand right beside a run: no word is written so. */
function isAmongLatin(run: string, word: string): boolean {
  const at = word.indexOf(run)
  return /[A-Za-z]/.test(`${word[at - 1] ?? ' '}${word[at + run.length] ?? ' '}`)
}

/** Dashes, quotes and currencies stand beside spaces, ends and digits; a symbol between two letters is a letter misread. */
function rateSigns(run: string, word: string): number {
  const at = word.indexOf(run)
  const before = word[at - 1] ?? ' '
  const after = word[at + run.length] ?? ' '
  if (/^[\u2018\u2019]$/.test(run)) return run.length * 0.8
  const between = /\p{L}/u.test(before) && /\p{L}/u.test(after)
  const beside = /\p{L}/u.test(before) || /\p{L}/u.test(after)
  const isUsual = /^[\u2010-\u2026\u20ac£§°©®«»¿¡\u00a0№]+$/u.test(run)
  return run.length * (between ? 0 : isUsual ? 0.7 : beside ? 0.1 : 0.3)
}

/** In Latin letters accents stand alone or in pairs, and a capital does not follow a small letter. */
function rateLatin(run: string, word: string, all: string): number {
  const isLong = [...run].length > 2
  // õ and û beside ö and ü: those of Western languages do not meet, and stand where Hungarian has ő and ű.
  const isHungarian = /[õÕûÛ]/u.test(run) && /[öüÖÜ]/u.test(all)
  const isRare = /[ÐÞðþýÝ¹²³ªº¦¬ƒŒœŸ]/u.test(run)
  return rateCase(word) * (isLong ? 0.2 : 1) * (isRare || isHungarian ? 0.75 : 1)
}

function rateCase(word: string): number {
  return /\p{Ll}\p{Lu}/u.test(word.replace(/\b(?:Mc|Mac|De|Le|La)(?=\p{Lu})/gu, '')) ? 0.15 : 1
}

/** Characters of everyday text; rare ones are what bytes of another encoding happen to mean. */
function rateIdeographs(run: string): number {
  const characters = [...run]
  const common = characters.filter((character) =>
    /[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff5e\u3000-\u3002]/.test(character),
  )
  const halfKana = characters.filter((character) => /[\uff61-\uff9f]/.test(character))
  return Math.max(0, common.length - halfKana.length) / characters.length
}

function onePerReading(candidates: readonly Candidate[]): Candidate[] {
  const seen = new Set<string>()
  return candidates.filter(({ words }) => {
    const text = words.join('\n')
    const isNew = !seen.has(text)
    seen.add(text)
    return isNew
  })
}

function describe(candidates: readonly Candidate[]): EncodingOption[] {
  const count = candidates[0]?.words.length ?? 0
  const differing = Array.from({ length: count }, (_, i) => i).filter(
    (i) => new Set(candidates.map(({ words }) => words[i])).size > 1,
  )
  const shown = (differing.length > 0 ? differing : Array.from({ length: count }, (_, i) => i)).slice(0, WORDS_SHOWN)
  return candidates.map(({ encoding, words }) => ({
    encoding,
    words: shown.map((i) => [...(words[i] ?? '')].slice(0, 24).join('')),
  }))
}
