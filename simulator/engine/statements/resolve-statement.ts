import type { Attribute, RecordType, Relation } from '../records/record-type.ts'
import { parseStatement, pathOf, type Segment } from './parse-statement.ts'

/** What a statement means for one kind of record: an attribute, reached through zero or more related records. */
export interface Reference {
  readonly relations: readonly Relation[]
  /** The names of those relations, `Contact.Account`. */
  readonly via: string
  readonly attribute: Attribute
}

/** Why a statement cannot be used, as a constraint sentence. */
const NOT_A_STATEMENT = 'Must be a valid Eloqua markup statement, such as {{Contact.Field(C_EmailAddress)}}.'

/** Finds what `statement` refers to, seen from records of `type`; a string is the constraint it breaks. */
export function resolveStatement(type: RecordType, statement: string): Reference | string {
  const segments = parseStatement(statement)
  if (!segments) return NOT_A_STATEMENT
  const [root, ...rest] = segments
  if (!root || pathOf([root]) !== type.entity) return `Must reference ${type.entity} or an object related to it.`
  return resolvePath(type, rest, [], '') ?? 'Must reference an existing field.'
}

function resolvePath(
  type: RecordType,
  path: readonly Segment[],
  relations: readonly Relation[],
  via: string,
): Reference | undefined {
  const attribute = type.attributes.get(pathOf(path))
  if (attribute) return { relations, via, attribute }
  const [step, ...rest] = path
  const relation = step && !step.argument && step.id === undefined ? type.relations.get(step.name) : undefined
  if (!step || !relation || rest.length === 0) return undefined
  return resolvePath(relation.type, rest, [...relations, relation], via ? `${via}.${step.name}` : step.name)
}
