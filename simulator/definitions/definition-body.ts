import type { Family } from '../../shared/eloqua/definition.ts'
import type { ValidationFailure } from '../../shared/eloqua/eloqua.ts'
import type { DefinitionKind } from '../engine/data-engine.ts'
import { FOURTEEN_DAYS, ONE_HOUR, ONE_YEAR, parseDuration } from '../world/duration.ts'
import { definitionProperties, type Property } from './definition-properties.ts'

export type Properties = Readonly<Record<string, unknown>>
type Fail = (value: unknown, constraint: string) => undefined

const NAME_RULE = 'Must be a string value, at least 1 character and at most 100 characters long.'
const MOST_FIELDS = { export: 250, import: 100, syncAction: 1 } as const
const MOST_ACTIONS = 10
const ACTIONS = ['add', 'remove', 'setStatus']

export function isObject(value: unknown): value is Properties {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The offending value as text, shortened: a failure never echoes megabytes. */
export function echo(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > 1_000 ? `${text.slice(0, 1_000)}…` : text
}

function readBoolean(value: unknown, fail: Fail): boolean | undefined {
  if (typeof value === 'boolean') return value
  if (typeof value === 'string' && /^(true|false)$/i.test(value)) return value.toLowerCase() === 'true'
  return fail(value, 'Must be a boolean value.')
}

function readInteger(value: unknown, fail: Fail): number | undefined {
  const number = typeof value === 'string' && /^\d{1,18}$/.test(value) ? Number(value) : value
  const isGood = typeof number === 'number' && Number.isSafeInteger(number) && number >= 1
  return isGood ? number : fail(value, 'Must be an integer value, greater than or equal to 1.')
}

function readText(value: unknown, { values }: Property, fail: Fail): string | undefined {
  if (typeof value !== 'string') return fail(value, 'Must be a string value.')
  if (!values) return value
  const known = values.find((one) => one.toLowerCase() === value.toLowerCase())
  return known ?? fail(value, `Must be one of: ${values.join(', ')}.`)
}

function readName(value: unknown, fail: Fail): string | undefined {
  return typeof value === 'string' && value.length >= 1 && value.length <= 100 ? value : fail(value, NAME_RULE)
}

function readFields(value: unknown, kind: DefinitionKind, fail: Fail): Properties | undefined {
  const most = MOST_FIELDS[kind]
  const rule = most === 1 ? 'Must contain exactly 1 field.' : `Must contain at least 1 and at most ${most} fields.`
  if (!isObject(value)) return fail(value, `Must be an object. ${rule}`)
  const entries = Object.entries(value)
  if (entries.length < 1 || entries.length > most) return fail(undefined, rule)
  const wrong = entries.find(([name, statement]) => name === '' || typeof statement !== 'string')
  return wrong ? fail(wrong[1], `Must map the field name "${wrong[0]}" to a statement.`) : value
}

function readRules(value: unknown, { values = [] }: Property, fail: Fail): Properties | undefined {
  if (!isObject(value)) return fail(value, 'Must be an object of field names and update rules.')
  const wrong = Object.values(value).find((rule) => typeof rule !== 'string' || !values.includes(rule))
  return wrong === undefined ? value : fail(wrong, `Must be one of: ${values.join(', ')}.`)
}

/** A lone action without its array is taken as well: production clients send it so and are answered. */
function readActions(given: unknown, kind: DefinitionKind, fail: Fail): readonly Properties[] | undefined {
  const least = kind === 'syncAction' ? 1 : 0
  const value = isObject(given) ? [given] : given
  if (!Array.isArray(value) || value.length < least || value.length > MOST_ACTIONS) {
    return fail(undefined, `Must contain at least ${least} and at most ${MOST_ACTIONS} sync actions.`)
  }
  const actions: Properties[] = []
  for (const one of value) {
    if (!isObject(one) || typeof one.destination !== 'string') return fail(one, 'Must have a destination.')
    const action = one.action === undefined ? 'add' : String(one.action)
    const known = ACTIONS.find((name) => name.toLowerCase() === action.toLowerCase())
    if (!known) return fail(action, `Must be one of: ${ACTIONS.join(', ')}.`)
    if (one.status !== undefined && typeof one.status !== 'string') return fail(one.status, 'Must be a string value.')
    const updateAll = one.updateAll === undefined ? undefined : readBoolean(one.updateAll, fail)
    actions.push({
      action: known,
      destination: one.destination,
      ...(one.status === undefined ? {} : { status: one.status }),
      ...(updateAll === undefined ? {} : { updateAll }),
    })
  }
  return actions
}

function readDuration(value: unknown, most: number, rule: string, fail: Fail): string | undefined {
  const ms = typeof value === 'string' ? parseDuration(value) : undefined
  return ms !== undefined && ms >= ONE_HOUR && ms <= most ? String(value) : fail(value, rule)
}

function readProperty(property: Property, value: unknown, kind: DefinitionKind, fail: Fail): unknown {
  switch (property.type) {
    case 'name':
      return readName(value, fail)
    case 'text':
      return readText(value, property, fail)
    case 'boolean':
      return readBoolean(value, fail)
    case 'integer':
      return readInteger(value, fail)
    case 'fields':
      return readFields(value, kind, fail)
    case 'rules':
      return readRules(value, property, fail)
    case 'actions':
      return readActions(value, kind, fail)
    case 'retention':
      return readDuration(value, FOURTEEN_DAYS, 'Must be a duration, between PT1H and P14D.', fail)
    case 'lifetime':
      return kind === 'syncAction'
        ? readDuration(value, ONE_YEAR, 'Must be a duration, between PT1H and P365D.', fail)
        : readDuration(value, Number.POSITIVE_INFINITY, 'Must be a duration, at least PT1H.', fail)
  }
}

function isRequired(name: string, kind: DefinitionKind, family: Family): boolean {
  if (name === 'identifierFieldName') return family !== 'activities'
  return name === 'name' || name === 'fields' || (name === 'syncActions' && kind === 'syncAction')
}

/** Rules across properties: what they name must be a field of the definition. */
function crossCheck(properties: Properties): ValidationFailure[] {
  const failures: ValidationFailure[] = []
  if (!isObject(properties.fields)) return failures
  const fields = properties.fields
  const identifier = properties.identifierFieldName
  if (typeof identifier === 'string' && !Object.hasOwn(fields, identifier)) {
    failures.push({ field: 'identifierFieldName', value: identifier, constraint: 'Must be contained within fields.' })
  }
  for (const name of Object.keys(isObject(properties.updateRuleByField) ? properties.updateRuleByField : {})) {
    if (Object.hasOwn(fields, name)) continue
    failures.push({ field: 'updateRuleByField', value: name, constraint: 'Must be contained within fields.' })
  }
  return failures
}

export interface ReadDefinition {
  readonly properties: Properties
  readonly failures: readonly ValidationFailure[]
}

/**
 * Reads the body of a definition: names without regard to case, quoted booleans as booleans, nulls as unset,
 * unknown and read-only properties dropped, defaults filled in.
 */
export function readDefinitionBody(body: Properties, kind: DefinitionKind, family: Family): ReadDefinition {
  const failures: ValidationFailure[] = []
  const given = new Map(Object.entries(body).map(([name, value]) => [name.toLowerCase(), value]))
  const entries: [string, unknown][] = []
  for (const property of definitionProperties(kind, family)) {
    const fail: Fail = (bad, constraint) => {
      const value = echo(bad)
      failures.push({ field: property.name, ...(value === undefined ? {} : { value }), constraint })
      return undefined
    }
    const sent = given.get(property.name.toLowerCase()) ?? undefined
    const value =
      sent === undefined && !isRequired(property.name, kind, family)
        ? property.fallback
        : readProperty(property, sent, kind, fail)
    if (value !== undefined) entries.push([property.name, value])
  }
  const properties = Object.fromEntries(entries)
  return { properties, failures: [...failures, ...crossCheck(properties)] }
}
