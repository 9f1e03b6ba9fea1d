import { newSyncWords } from '../../../shared/words/syncs.ts'

/** The longest URL that Eloqua accepts. */
const MOST_CHARACTERS = 2_000

/** What is wrong with a callback URL, in words; undefined when Eloqua can be given it, or when there is none. */
export function findCallbackFault(text: string): string | undefined {
  const trimmed = text.trim()
  if (trimmed === '') return undefined
  const url = URL.parse(trimmed)
  if (!url || !/^https?:\/\//i.test(trimmed)) return newSyncWords.callbackNotWeb
  if (url.username || url.password) return newSyncWords.callbackSecret
  if (trimmed.length > MOST_CHARACTERS) return newSyncWords.callbackTooLong(MOST_CHARACTERS)
  return undefined
}
