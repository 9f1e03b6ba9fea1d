const LONGEST = 120
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/i

/**
 * A name that every file system takes, made of what Eloqua or a user called a thing. Separators, controls, direction
 * marks and characters that Windows refuses become `_`; letters of any language stay.
 */
export function safeFileName(name: string, extension: string): string {
  // Cut first: a name from Eloqua may be of any length, and the ends below are looked for from every place.
  const clean = [...name.slice(0, 4 * LONGEST)]
    .slice(0, 2 * LONGEST)
    .join('')
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N} .,()_+@&'-]/gu, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  const [stem = ''] = clean.split('.')
  const usable = clean === '' || RESERVED.test(stem.trim()) ? `_${clean}` : clean
  const room = LONGEST - extension.length - 1
  const cut = [...usable]
    .slice(0, room)
    .join('')
    .replace(/[. ]+$/, '')
  return `${cut}.${extension}`
}
