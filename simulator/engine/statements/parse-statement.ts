/** One step of an EML path: `Contact`, `Field(C_City)`, `Model[3]`. */
export interface Segment {
  readonly name: string
  /** In parentheses: an internal name or a guid. */
  readonly argument?: string
  /** In square brackets: a numeric id. */
  readonly id?: number
}

const SEGMENT = /([A-Za-z][A-Za-z0-9]*)(?:\(([A-Za-z0-9_/-]+)\)|\[(\d{1,15})\])?(\.|$)/y

/**
 * Parses an EML v3 statement, `{{Entity.Attribute}}`: steps joined by dots, names in parentheses, numeric ids in
 * square brackets. Undefined when the text is not one.
 */
export function parseStatement(text: string): readonly Segment[] | undefined {
  const trimmed = text.trim()
  if (!trimmed.startsWith('{{') || !trimmed.endsWith('}}')) return undefined
  const body = trimmed.slice(2, -2)
  const segments: Segment[] = []
  SEGMENT.lastIndex = 0
  while (SEGMENT.lastIndex < body.length) {
    const match = SEGMENT.exec(body)
    if (!match) return undefined
    const [, name = '', argument, id, separator] = match
    segments.push({ name, ...(argument ? { argument } : {}), ...(id ? { id: Number(id) } : {}) })
    if (separator === '') return segments
  }
  return undefined
}

/** The path as attributes are keyed: `Field(C_City)`, `LeadScore.Model[3].Rating`. */
export function pathOf(segments: readonly Segment[]): string {
  return segments
    .map(({ name, argument, id }) => (argument ? `${name}(${argument})` : id !== undefined ? `${name}[${id}]` : name))
    .join('.')
}
