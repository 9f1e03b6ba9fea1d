import { type AskedPage, type PageEnvelope, readEnvelope } from '../../eloqua/answers/list.ts'
import { isKnown, type Read, unreadable } from '../../eloqua/answers/read.ts'
import type { TranscodedPage } from '../pages/transcoded-page.ts'

/** What has been copied so far: what the next page is judged by. */
export interface Copied {
  readonly rows: number
  /** The largest total that an answer named. */
  readonly total?: number
  /** Of the first rows of every page that was taken. */
  readonly fingerprints: ReadonlySet<string>
}

type PageFacts = Pick<TranscodedPage, 'rows' | 'hasItems' | 'isUniform' | 'envelope' | 'fingerprint'>

/**
 * Whether an answer is the page of data that was asked for. Unknown is every answer that is no page, a page of another
 * place or size, an empty page although rows are missing, a total that shrinks, and a page that begins as one before
 * it did: that is the work of a cache, a proxy or a server that does not heed the offset.
 */
export function judgePage(facts: PageFacts, asked: AskedPage, copied: Copied): Read<PageEnvelope> {
  const envelope = readEnvelope(facts.envelope, facts.hasItems ? facts.rows : undefined, asked)
  if (!isKnown(envelope)) return envelope
  const { totalResults, next, namesItsPlace } = envelope.known
  if (next === 'broken') return unreadable('no rows although there are more')
  if (facts.rows > asked.limit) return unreadable('more rows than were asked for')
  if (totalResults !== undefined && totalResults < (copied.total ?? 0)) return unreadable('a smaller total than before')
  // Pages may begin alike by right only where their first rows are all the same.
  const mayComeTwice = facts.isUniform && namesItsPlace && totalResults !== undefined
  if (facts.rows > 0 && copied.fingerprints.has(facts.fingerprint) && !mayComeTwice)
    return unreadable('a page from before')
  const isShort = next === 'end' && asked.offset + facts.rows < (copied.total ?? 0)
  return isShort ? unreadable('an end before the total') : envelope
}
