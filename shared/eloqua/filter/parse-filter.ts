import { type Filter, type Join, MOST_FILTER_DEPTH, MOST_FILTER_LENGTH, type Operator } from './filter.ts'

/** Why a text is no filter. `near` is the text where the reader stopped. */
export interface FilterFault {
  readonly fault: 'too-long' | 'not-understood' | 'text-after-end' | 'parenthesis' | 'operator' | 'text'
  readonly near: string
}

export type ParsedFilter = { readonly filter: Filter } | FilterFault

interface Token {
  readonly kind: 'text' | 'operator' | 'word' | 'open' | 'close'
  readonly value: string
  readonly at: number
}

const TOKEN = /\s*(?:'((?:[^']|'')*)'|(!=|>=|<=|=|>|<|~)|([A-Za-z]+)|(\()|(\)))/y

/** Reads a filter's text. A text that is not a filter gives a fault, never an exception. */
export function parseFilter(text: string): ParsedFilter {
  if (text.length > MOST_FILTER_LENGTH) return { fault: 'too-long', near: '' }
  const tokens = tokensOf(text)
  if ('fault' in tokens) return tokens
  try {
    return { filter: new Reader(text, tokens).whole() }
  } catch (error) {
    if (error instanceof Stopped) return error.fault
    throw error
  }
}

function tokensOf(text: string): readonly Token[] | FilterFault {
  const tokens: Token[] = []
  const body = text.trimEnd()
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < body.length) {
    const at = TOKEN.lastIndex
    const match = TOKEN.exec(body)
    if (!match) return { fault: 'not-understood', near: excerpt(body, at) }
    const [, quoted, operator, word, open] = match
    if (quoted !== undefined) tokens.push({ kind: 'text', value: quoted.replaceAll("''", "'"), at })
    else if (operator) tokens.push({ kind: 'operator', value: operator, at })
    else if (word) tokens.push({ kind: 'word', value: word.toUpperCase(), at })
    else tokens.push({ kind: open ? 'open' : 'close', value: '', at })
  }
  return tokens
}

function excerpt(text: string, at: number): string {
  return text.slice(at).trim().slice(0, 20)
}

/** Ends the reading from any depth; it never leaves this file. */
class Stopped extends Error {
  readonly fault: FilterFault

  constructor(fault: FilterFault) {
    super(fault.fault)
    this.fault = fault
  }
}

/** Recursive descent: or := and (OR and)*; and := not (AND not)*; not := NOT not | primary. */
class Reader {
  readonly #text: string
  readonly #tokens: readonly Token[]
  #next = 0
  #depth = 0

  constructor(text: string, tokens: readonly Token[]) {
    this.#text = text
    this.#tokens = tokens
  }

  whole(): Filter {
    const filter = this.#joined('or')
    if (this.#next < this.#tokens.length) throw this.#stop('text-after-end')
    return filter
  }

  #joined(kind: Join): Filter {
    const parts: Filter[] = []
    do {
      const part = kind === 'or' ? this.#joined('and') : this.#negation()
      if (part.kind === kind) parts.push(...part.parts)
      else parts.push(part)
    } while (this.#takesWord(kind.toUpperCase()))
    const [only] = parts
    return parts.length === 1 && only ? only : { kind, parts }
  }

  #negation(): Filter {
    if (!this.#takesWord('NOT')) return this.#primary()
    return { kind: 'not', part: this.#inside(() => this.#negation()) }
  }

  #primary(): Filter {
    if (this.#takes('open') !== undefined) {
      const inner = this.#inside(() => this.#joined('or'))
      this.#expect('close', 'parenthesis')
      return inner
    }
    if (this.#takesWord('EXISTS')) return { kind: 'exists', statement: this.#argument() }
    const isStatus = this.#takesWord('STATUS')
    const statement = isStatus ? this.#argument() : this.#expect('text', 'text')
    const operator = this.#expect('operator', 'operator') as Operator
    return { kind: isStatus ? 'status' : 'compare', statement, operator, value: this.#expect('text', 'text') }
  }

  #inside(read: () => Filter): Filter {
    if (this.#depth >= MOST_FILTER_DEPTH) throw this.#stop('not-understood')
    this.#depth += 1
    const filter = read()
    this.#depth -= 1
    return filter
  }

  #argument(): string {
    this.#expect('open', 'parenthesis')
    const value = this.#expect('text', 'text')
    this.#expect('close', 'parenthesis')
    return value
  }

  #takesWord(word: string): boolean {
    const token = this.#tokens[this.#next]
    const isIt = token?.kind === 'word' && token.value === word
    if (isIt) this.#next += 1
    return isIt
  }

  #takes(kind: Token['kind']): string | undefined {
    const token = this.#tokens[this.#next]
    if (token?.kind !== kind) return undefined
    this.#next += 1
    return token.value
  }

  #expect(kind: Token['kind'], fault: FilterFault['fault']): string {
    const value = this.#takes(kind)
    if (value === undefined) throw this.#stop(fault)
    return value
  }

  #stop(fault: FilterFault['fault']): Stopped {
    return new Stopped({ fault, near: excerpt(this.#text, this.#tokens[this.#next]?.at ?? this.#text.length) })
  }
}
