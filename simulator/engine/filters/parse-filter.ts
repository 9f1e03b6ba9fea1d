import { type Filter, FilterError, type Operator } from './filter.ts'

/** What SQLite's own limit on the depth of expressions allows. */
const MOST_NESTED = 500
/** Longer ones are refused before they get here; this only keeps the work bounded. */
const MAX_FILTER_LENGTH = 4_000

type Token =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'operator'; readonly value: Operator }
  | { readonly kind: 'word'; readonly value: string }
  | { readonly kind: 'open' | 'close' }

const TOKEN = /\s*(?:'((?:[^']|'')*)'|(!=|>=|<=|=|>|<|~)|([A-Za-z]+)|(\()|(\)))/y

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = []
  const body = text.trimEnd()
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < body.length) {
    const start = TOKEN.lastIndex
    const match = TOKEN.exec(body)
    if (!match)
      throw new FilterError(`Must be a valid filter: "${body.slice(start).trim().slice(0, 20)}" is not understood.`)
    const [, quoted, operator, word, open] = match
    if (quoted !== undefined) tokens.push({ kind: 'text', value: quoted.replaceAll("''", "'") })
    else if (operator) tokens.push({ kind: 'operator', value: operator as Operator })
    else if (word) tokens.push({ kind: 'word', value: word.toUpperCase() })
    else tokens.push({ kind: open ? 'open' : 'close' })
  }
  return tokens
}

/** Recursive descent: or := and (OR and)*; and := not (AND not)*; not := NOT not | primary. */
class Parser {
  private readonly tokens: readonly Token[]
  private position = 0
  private depth = 0

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens
  }

  whole(): Filter {
    const filter = this.chain('or')
    if (this.position < this.tokens.length) throw new FilterError('Must be a valid filter: text follows its end.')
    return filter
  }

  private chain(kind: 'and' | 'or'): Filter {
    const parts: Filter[] = []
    do {
      const part = kind === 'or' ? this.chain('and') : this.negation()
      if (part.kind === kind) parts.push(...part.parts)
      else parts.push(part)
    } while (this.takesWord(kind.toUpperCase()))
    const [only] = parts
    return parts.length === 1 && only ? only : { kind, parts }
  }

  private negation(): Filter {
    if (this.depth >= MOST_NESTED) throw new FilterError('Must be a valid filter: it is nested too deeply.')
    this.depth += 1
    const filter: Filter = this.takesWord('NOT') ? { kind: 'not', part: this.negation() } : this.primary()
    this.depth -= 1
    return filter
  }

  private primary(): Filter {
    if (this.takes('open')) {
      const inner = this.chain('or')
      this.expect('close')
      return inner
    }
    if (this.takesWord('EXISTS')) return { kind: 'exists', statement: this.argument() }
    if (this.takesWord('STATUS')) {
      const statement = this.argument()
      return { kind: 'status', statement, operator: this.operator(), value: this.text() }
    }
    return { kind: 'compare', statement: this.text(), operator: this.operator(), value: this.text() }
  }

  private argument(): string {
    this.expect('open')
    const value = this.text()
    this.expect('close')
    return value
  }

  private takesWord(word: string): boolean {
    const token = this.tokens[this.position]
    const isIt = token?.kind === 'word' && token.value === word
    if (isIt) this.position += 1
    return isIt
  }

  private takes(kind: 'open' | 'close'): boolean {
    const isIt = this.tokens[this.position]?.kind === kind
    if (isIt) this.position += 1
    return isIt
  }

  private expect(kind: 'open' | 'close'): void {
    if (!this.takes(kind)) throw new FilterError(`Must be a valid filter: "${kind === 'open' ? '(' : ')'}" is missing.`)
  }

  private operator(): Operator {
    const token = this.tokens[this.position]
    if (token?.kind !== 'operator') throw new FilterError('Must be a valid filter: an operator is missing.')
    this.position += 1
    return token.value
  }

  private text(): string {
    const token = this.tokens[this.position]
    if (token?.kind !== 'text') throw new FilterError('Must be a valid filter: a text in single quotes is missing.')
    this.position += 1
    return token.value
  }
}

/**
 * Parses Eloqua's filter language: `'{{EML}}' op 'value'`, `EXISTS('…')`, `STATUS('…') = '…'`, AND, OR, NOT and
 * parentheses; a quote inside a text is doubled. Throws FilterError.
 */
export function parseFilter(text: string): Filter {
  if (text.length > MAX_FILTER_LENGTH) throw new FilterError(`Must be at most ${MAX_FILTER_LENGTH} characters long.`)
  return new Parser(tokensOf(text)).whole()
}
