import { damaged, unpacksToTooMuch } from '../refusals.ts'

/** Hears what an XML text holds, in order. Names come without their prefix; attributes as they are written. */
export interface XmlEars {
  open(name: string, attributes: string): void
  text(text: string): void
  close(name: string): void
}

const DEEPEST = 64
/** A cell holds at most 32,767 characters, each written with at most ten. */
const LONGEST_PIECE = 1_000_000
const OPEN = 60
const SLASH = 47
const BANG = 33
const QUESTION = 63

/**
 * Reads the XML of Office files piece by piece, so that memory stays flat. It knows what such files hold: no document
 * types, and so no entities but the five of XML. Throws a refusal for anything else.
 */
export class XmlReader {
  readonly #ears: XmlEars
  #rest = ''
  #depth = 0

  constructor(ears: XmlEars) {
    this.#ears = ears
  }

  feed(piece: string): void {
    const source = this.#rest + piece
    let at = 0
    for (let next = source.indexOf('<'); next >= 0; next = source.indexOf('<', at)) {
      if (next > at) this.#ears.text(source.slice(at, next))
      at = next
      // Which kind of markup begins here is known by its first nine characters.
      const isCut = next + 9 > source.length && source.indexOf('>', next) < 0
      const end = isCut ? -1 : this.#markup(source, next)
      if (end < 0) break
      at = end
    }
    this.#rest = source.slice(at)
    if (this.#rest.length > LONGEST_PIECE) throw unpacksToTooMuch()
  }

  end(): void {
    if (this.#depth !== 0 || this.#rest.charCodeAt(0) === OPEN) throw damaged()
  }

  /** What begins at a `<`: gives where it ends, or -1 when that is not here yet. */
  #markup(source: string, at: number): number {
    const second = source.charCodeAt(at + 1)
    if (second === QUESTION) return endOf(source, '?>', at)
    if (second === BANG) return special(source, at, this.#ears)
    const end = endOfTag(source, at)
    if (end < 0) return -1
    this.#tag(source, at, end)
    return end + 1
  }

  #tag(source: string, at: number, end: number): void {
    const isClosing = source.charCodeAt(at + 1) === SLASH
    const isEmpty = source.charCodeAt(end - 1) === SLASH
    const inside = source.slice(at + (isClosing ? 2 : 1), isEmpty && !isClosing ? end - 1 : end)
    const blank = inside.search(/\s/)
    const name = withoutPrefix(blank < 0 ? inside : inside.slice(0, blank))
    if (name === '') throw damaged()
    if (isClosing) this.#depth -= 1
    else this.#ears.open(name, blank < 0 ? '' : inside.slice(blank))
    if (!isClosing && !isEmpty) this.#depth += 1
    if (this.#depth < 0 || this.#depth > DEEPEST) throw damaged()
    if (isClosing || isEmpty) this.#ears.close(name)
  }
}

function special(source: string, at: number, ears: XmlEars): number {
  if (source.startsWith('<!--', at)) return endOf(source, '-->', at)
  if (!source.startsWith('<![CDATA[', at)) throw damaged()
  const end = endOf(source, ']]>', at)
  // What stands there is no markup: its ampersands are written as XML writes them elsewhere.
  if (end > 0) ears.text(source.slice(at + 9, end - 3).replaceAll('&', '&amp;'))
  return end
}

function endOf(source: string, mark: string, from: number): number {
  const found = source.indexOf(mark, from)
  return found < 0 ? -1 : found + mark.length
}

/** The `>` that ends a tag: one inside quotes does not. */
function endOfTag(source: string, from: number): number {
  let quote = 0
  for (let at = from + 1; at < source.length; at += 1) {
    const code = source.charCodeAt(at)
    if (quote !== 0) {
      if (code === quote) quote = 0
    } else if (code === 34 || code === 39) quote = code
    else if (code === 62) return at
    else if (code === OPEN) throw damaged()
  }
  return -1
}

function withoutPrefix(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

/** The value of an attribute by its name without a prefix, its entities read; undefined where there is none. */
export function attribute(attributes: string, name: string): string | undefined {
  for (let from = 0; ; ) {
    const at = attributes.indexOf(`${name}=`, from)
    if (at < 0) return undefined
    const before = attributes.charCodeAt(at - 1)
    const quote = attributes.charAt(at + name.length + 1)
    const isName = (before <= 32 || before === 58) && !isInQuotes(attributes, at)
    if (isName && (quote === '"' || quote === "'")) {
      const start = at + name.length + 2
      const end = attributes.indexOf(quote, start)
      return end < 0 ? undefined : plainText(attributes.slice(start, end))
    }
    from = at + 1
  }
}

/** Only single quotes can hold, or be held by, what looks like another attribute. */
function isInQuotes(attributes: string, place: number): boolean {
  if (!attributes.includes("'")) return false
  let quote = ''
  for (const char of attributes.slice(0, place)) {
    if (quote === '' && (char === '"' || char === "'")) quote = char
    else if (char === quote) quote = ''
  }
  return quote !== ''
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Text with the five entities and the numbered characters of XML read. Throws a refusal for any other. */
export function plainText(text: string): string {
  if (!text.includes('&')) return text
  const read = text.replace(/&([^;&]{0,12})(;?)/g, (_all, name: string, end: string) => {
    const known = ENTITIES[name]
    if (end === '' || (known === undefined && !name.startsWith('#'))) throw damaged()
    return known ?? numbered(name)
  })
  // Half of a character would be replaced by another when it is written.
  if (!read.isWellFormed()) throw damaged()
  return read
}

function numbered(name: string): string {
  const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
  if (!Number.isInteger(code) || code < 1 || code > 0x10ffff) throw damaged()
  return String.fromCodePoint(code)
}

/**
 * Excel writes characters that XML cannot hold as `_x000D_`, and `_x005F_` for the underscore of such a text itself.
 * Escapes that make half of a character are no character, and stay.
 */
export function excelText(text: string): string {
  if (!text.includes('_x')) return text
  const read = text.replace(/_x([0-9A-Fa-f]{4})_/g, (_all, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return read.isWellFormed() ? read : text
}
