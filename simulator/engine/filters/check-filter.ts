import { ACTIVITY_TYPES } from '../records/activity-fields.ts'
import type { RecordType } from '../records/record-type.ts'
import { resolveStatement } from '../statements/resolve-statement.ts'
import { type Filter, FilterError, nodesOf } from './filter.ts'

const SYSTEM_DATES: ReadonlySet<string> = new Set([
  '{{Contact.UpdatedAt}}',
  '{{Contact.CreatedAt}}',
  '{{Contact.Field(C_DateModified)}}',
  '{{Contact.Field(C_DateCreated)}}',
])

/** The rules of section "filters" that go beyond grammar and names. Throws FilterError. */
export function checkFilter(filter: Filter, type: RecordType): void {
  const nodes = [...nodesOf(filter)]
  for (const kind of ['exists', 'status'] as const) {
    if (nodes.filter((node) => node.kind === kind).length > 1) {
      throw new FilterError(`Must have at most one ${kind.toUpperCase()}.`)
    }
  }
  if (nodes.some(isSegment)) checkSegmentRule(filter)
  if (type.key === 'activities') checkActivityFilter(filter, type)
}

function isSegment(node: Filter): boolean {
  return node.kind === 'exists' && node.statement.includes('{{ContactSegment')
}

function isSystemDate(node: Filter): boolean {
  return node.kind === 'compare' && SYSTEM_DATES.has(node.statement.trim())
}

/** A segment may be joined only with one or two system-date criteria: `seg AND d`, `seg AND d AND d`, `seg AND (d OR d)`. */
function checkSegmentRule(filter: Filter): void {
  if (isSegment(filter)) return
  const others = filter.kind === 'and' ? filter.parts.filter((part) => !isSegment(part)) : []
  const dates = others.flatMap((part) => (part.kind === 'or' ? part.parts : [part]))
  const isOneOr = others.length === 1 && others[0]?.kind === 'or'
  const isAllowed =
    filter.kind === 'and' &&
    filter.parts.some(isSegment) &&
    dates.length <= 2 &&
    dates.every(isSystemDate) &&
    (isOneOr || others.every((part) => part.kind === 'compare'))
  if (!isAllowed) throw new FilterError('Must combine a ContactSegment only with one or two system date criteria.')
}

function checkActivityFilter(filter: Filter, type: RecordType): void {
  const comparisons = [...nodesOf(filter)].filter((node) => node.kind === 'compare')
  const required = filter.kind === 'and' ? filter.parts : [filter]
  const types = comparisons.filter(({ statement }) => statement.trim() === '{{Activity.Type}}')
  const [typed] = types
  if (types.length !== 1 || !typed || typed.operator !== '=' || !required.includes(typed)) {
    throw new FilterError("Must contain exactly one '{{Activity.Type}}' = '<type>' that every row meets.")
  }
  if (!ACTIVITY_TYPES.some((name) => name.toLowerCase() === typed.value.toLowerCase())) {
    throw new FilterError(`Must name an activity type: ${ACTIVITY_TYPES.join(', ')}.`)
  }
  for (const { statement } of comparisons) {
    const reference = resolveStatement(type, statement)
    if (typeof reference !== 'string' && reference.via.startsWith('Contact')) {
      throw new FilterError('Must not filter activities on contact fields.')
    }
  }
}
