/** Where the window's files live; the only origin that may speak to main. */
export const BUNDLE_ORIGIN = 'app://bundle'
