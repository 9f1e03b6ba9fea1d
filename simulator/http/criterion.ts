/** The `q` parameter: one `<term><operator><value>`, such as `name=*Test*` or `createdAt<2025-07-01`. */
export interface Criterion {
  readonly term: string
  readonly operator: '=' | '!=' | '>' | '<' | '>=' | '<='
  readonly value: string
}

type Item = Readonly<Record<string, unknown>>

function unquote(text: string): string {
  const trimmed = text.trim()
  const quote = trimmed[0]
  const isQuoted = trimmed.length >= 2 && (quote === '"' || quote === "'") && trimmed.endsWith(quote)
  return isQuoted ? trimmed.slice(1, -1) : trimmed
}

/** Reads a `q`; quotes around the whole or around the value are optional. Undefined: not a criterion. */
export function parseCriterion(text: string): Criterion | undefined {
  const match = /^\s*([A-Za-z][\w.]*)\s*(!=|>=|<=|=|>|<)(.*)$/s.exec(unquote(text))
  const [, term, operator, value] = match ?? []
  if (!term || !operator || value === undefined) return undefined
  return { term, operator: operator as Criterion['operator'], value: unquote(value) }
}

/** Whether `text` fits a pattern in which `*` is any run of characters. Takes time linear in both, whatever the pattern. */
export function fitsWildcard(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.toLowerCase().split('*')
  const whole = text.toLowerCase()
  if (rest.length === 0) return whole === first
  const last = rest.pop() ?? ''
  if (!whole.startsWith(first)) return false
  let from = first.length
  for (const piece of rest) {
    const at = whole.indexOf(piece, from)
    if (at < 0) return false
    from = at + piece.length
  }
  return whole.length - last.length >= from && whole.endsWith(last)
}

const TIME = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?$/

function toTime(text: string): number | undefined {
  if (!TIME.test(text)) return undefined
  const iso = text.includes(':') ? `${text.replace(' ', 'T').replace(/Z$/, '')}Z` : text
  const ms = Date.parse(iso)
  return Number.isNaN(ms) ? undefined : ms
}

/** Orders two values as their kind asks: numbers, times, uris by their number, else text without case. */
export function compareValues(left: string, right: string): number {
  const times = [toTime(left), toTime(right)] as const
  if (times[0] !== undefined && times[1] !== undefined) return times[0] - times[1]
  const numbers = [Number(left), Number(right)] as const
  if (left !== '' && right !== '' && !numbers.some(Number.isNaN)) return numbers[0] - numbers[1]
  return left.localeCompare(right, 'en', { numeric: true, sensitivity: 'base' })
}

function toText(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** The item's own value of a term, whatever its case. */
export function readTerm(item: Item, term: string): string {
  if (Object.hasOwn(item, term)) return toText(item[term])
  const wanted = term.toLowerCase()
  return toText(Object.entries(item).find(([name]) => name.toLowerCase() === wanted)?.[1])
}

export function fitsCriterion(item: Item, { term, operator, value }: Criterion): boolean {
  const own = readTerm(item, term)
  if (operator === '=')
    return fitsWildcard(value, own) || (toTime(value) !== undefined && compareValues(own, value) === 0)
  if (operator === '!=') return !fitsWildcard(value, own)
  if (own === '') return false
  const order = compareValues(own, value)
  if (operator === '>') return order > 0
  if (operator === '<') return order < 0
  return operator === '>=' ? order >= 0 : order <= 0
}
