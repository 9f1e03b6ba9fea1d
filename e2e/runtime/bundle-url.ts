/** Where `app://bundle` lives in the stand-in: Chromium cannot be taught a scheme, but trusts any name under localhost. */
const STAND_IN_ORIGIN = 'http://bundle.localhost'
const BUNDLE_ORIGIN = 'app://bundle'

/** A url or origin of the page as main knows it. Others stay what they are. */
export function asMainKnowsIt(url: string): string {
  return replaceOrigin(url, STAND_IN_ORIGIN, BUNDLE_ORIGIN)
}

/** A url of main's as Chromium can load it. */
export function asChromiumKnowsIt(url: string): string {
  return replaceOrigin(url, BUNDLE_ORIGIN, STAND_IN_ORIGIN)
}

function replaceOrigin(url: string, from: string, to: string): string {
  return url === from || url.startsWith(`${from}/`) ? to + url.slice(from.length) : url
}
