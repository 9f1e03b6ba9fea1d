import { timingSafeEqual } from 'node:crypto'

/** What the address says that Eloqua sent the user's browser to. */
export type WayBack =
  | { readonly kind: 'code'; readonly code: string }
  /** Such as `access_denied`, `invalid_scope`. */
  | { readonly kind: 'error'; readonly error: string }
  /** Not the registered address. */
  | { readonly kind: 'elsewhere' }
  /** The registered address with another attempt's `state`, or without one. */
  | { readonly kind: 'other-attempt' }
  /** The registered address without a code. */
  | { readonly kind: 'no-code' }

export interface Expected {
  readonly redirectUri: string
  readonly state: string
}

const LONGEST_ADDRESS = 8_000

/** Whether a page of the sign-in is about to be the registered address: host and path are the same. */
export function isWayBack(address: string, redirectUri: string): boolean {
  if (!URL.canParse(address)) return false
  const [url, registered] = [new URL(address), new URL(redirectUri)]
  return url.origin === registered.origin && url.pathname === registered.pathname
}

/** Reads code and state from an address, whether it was caught or pasted. Blanks around it do not matter. */
export function readWayBack(pasted: string, { redirectUri, state }: Expected): WayBack {
  const address = pasted.trim()
  if (address.length > LONGEST_ADDRESS || !isWayBack(address, redirectUri)) return { kind: 'elsewhere' }
  const { searchParams } = new URL(address)
  const [error, code] = [searchParams.get('error'), searchParams.get('code')]
  if (!error && !code) return { kind: 'no-code' }
  if (!isSame(searchParams.get('state') ?? '', state)) return { kind: 'other-attempt' }
  if (error) return { kind: 'error', error: error.slice(0, 100) }
  return { kind: 'code', code: code ?? '' }
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** Where the user's browser begins. `scope` has one value in Eloqua. */
export function authorizeAddress(authorizeUrl: string, clientId: string, { redirectUri, state }: Expected): string {
  const url = new URL(authorizeUrl)
  url.searchParams.set('response_type', 'code')
  url.searchParams.set('client_id', clientId)
  url.searchParams.set('redirect_uri', redirectUri)
  url.searchParams.set('scope', 'full')
  url.searchParams.set('state', state)
  return url.href
}
