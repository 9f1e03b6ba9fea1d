import type { Filter } from './filter.ts'

/** The text of a filter, as Eloqua reads it. What stands inside another AND or OR gets parentheses, needed or not. */
export function printFilter(filter: Filter): string {
  return filter.kind === 'and' || filter.kind === 'or' ? printJoined(filter) : printPart(filter)
}

function printJoined({ kind, parts }: Extract<Filter, { readonly kind: 'and' | 'or' }>): string {
  return parts.map(printPart).join(` ${kind.toUpperCase()} `)
}

function printPart(part: Filter): string {
  switch (part.kind) {
    case 'and':
    case 'or':
      return `(${printJoined(part)})`
    case 'not':
      return `NOT ${printPart(part.part)}`
    case 'exists':
      return `EXISTS(${quote(part.statement)})`
    case 'status':
      return `STATUS(${quote(part.statement)}) ${part.operator} ${quote(part.value)}`
    case 'compare':
      return `${quote(part.statement)} ${part.operator} ${quote(part.value)}`
  }
}

/** A quote inside a text is doubled. Eloqua documents no way of its own. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
