/** The longest that Eloqua takes. */
const MOST_CHARACTERS = 2_000

/** What is wrong with a callback URL, in words; undefined when Eloqua can be given it, or when there is none. */
export function findCallbackFault(text: string): string | undefined {
  const trimmed = text.trim()
  if (trimmed === '') return undefined
  const url = URL.parse(trimmed)
  if (!url || !/^https?:\/\//i.test(trimmed)) return 'A callback is a web address that starts with https:// or http://.'
  if (url.username || url.password)
    return 'A callback must not hold a user name or a password: Eloqua shows it to others.'
  if (trimmed.length > MOST_CHARACTERS) return 'A callback may be at most 2,000 characters long.'
  return undefined
}
