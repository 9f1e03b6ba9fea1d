/** Stands where something personal or secret may be. */
const MASK = '••••'

/**
 * The path and query of a request as the list of requests, a HAR file and a cURL command may show them. Only what is known
 * to be harmless passes: words of the API, numbers, and how a list is paged. Names that a user searched for, codes,
 * tokens, and whatever is not known, become `••••`.
 */
export function maskPath(url: URL): string {
  const segments = url.pathname.split('/').map((segment) => (isHarmless(segment) ? segment : MASK))
  const query = [...url.searchParams].map(([name, value]) => maskParameter(name, value))
  return segments.join('/') + (query.length > 0 ? `?${query.join('&')}` : '')
}

/** Words of the Bulk API's paths, of finding the instance, and of OAuth; in lower case. */
const API_WORDS: ReadonlySet<string> = new Set(
  `api bulk 2.0 rest id auth oauth2 authorize token syncs data logs rejects exports imports syncactions usage staging
  contacts accounts customobjects activities events opportunities campaignresponses campaigns emailaddresses phonenumbers
  fields filters lists scoring models segments emailgroups assets priorities`.split(/\s+/),
)

/** Numbers are Eloqua's ids. A longer one may be a telephone number with something before it, or a card's. */
function isHarmless(segment: string): boolean {
  return segment === '' || /^\d{1,9}$/.test(segment) || API_WORDS.has(segment.toLowerCase())
}

/** What a parameter's value looks like while it tells nothing but how a list is read. */
const HARMLESS: Readonly<Record<string, RegExp>> = {
  limit: /^\d{1,9}$/,
  offset: /^\d{1,15}$/,
  totalResults: /^(true|false)$/,
  orderBy: /^[a-zA-Z]{1,30} (ASC|DESC)$/,
  response_type: /^code$/,
  scope: /^full$/,
}

/** Parameters whose names may be seen, though their values may not. */
const NAMES: ReadonlySet<string> = new Set([...Object.keys(HARMLESS), 'q', 'client_id', 'redirect_uri', 'state'])

function maskParameter(name: string, value: string): string {
  if (!NAMES.has(name)) return `${MASK}=${MASK}`
  return `${name}=${HARMLESS[name]?.test(value) ? value.replace(' ', '%20') : MASK}`
}
