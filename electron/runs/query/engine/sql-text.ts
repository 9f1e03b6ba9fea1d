/*
 * SQL as text. Columns are named by their place (`c0`, `c1`), so that no name of a user's column gets into a statement; texts of
 * users get there as literals only.
 */

/** The cells of a column, by its place in the run. */
export function cell(column: number): string {
  return `c${Math.trunc(column)}`
}

/** A text as an SQL literal. A literal cannot hold a zero byte, so each is put in by its number. */
export function literal(text: string): string {
  const parts = text.split('\0').map((part) => `'${part.replaceAll("'", "''")}'`)
  return parts.length === 1 ? String(parts[0]) : `(${parts.join(' || chr(0) || ')})`
}

/** Several texts as a list in brackets: `('a', 'b')`. */
export function literals(texts: readonly string[]): string {
  return `(${texts.map(literal).join(', ')})`
}

/** Text with the difference of upper and lower case taken out, character by character. */
export function folded(expression: string): string {
  return `lower(${expression})`
}

export function allOf(conditions: readonly string[]): string {
  return conditions.length === 0 ? 'true' : conditions.map((condition) => `(${condition})`).join(' and ')
}

export function allColumns(count: number): readonly number[] {
  return Array.from({ length: count }, (_, column) => column)
}
