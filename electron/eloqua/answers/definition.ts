import { parseDefinitionUri } from '../../../shared/eloqua/definition.ts'
import type { ImportRule, SyncAction, UpdateRule, WireDefinition } from '../../../shared/eloqua/eloqua.ts'
import { isRecord } from '../../platform/is-record.ts'
import { isAbsent } from './properties.ts'
import { isKnown, known, type Read, readEach, unreadable } from './read.ts'

const TEXTS = [
  'identifierFieldName',
  'filter',
  'importPriorityUri',
  'mapDataCardsEntityField',
  'mapDataCardsSourceField',
  'mapDataCardsEntityType',
  'dataRetentionDuration',
  'autoDeleteDuration',
  'createdBy',
  'createdAt',
  'updatedBy',
  'updatedAt',
] as const
const NUMBERS = ['maxRecords', 'kbUsed'] as const
const SWITCHES = [
  'areSystemTimestampsInUTC',
  'isSyncTriggeredOnImport',
  'isUpdatingMultipleMatchedRecords',
  'nullIdentifierFieldName',
  'mapDataCards',
  'mapDataCardsCaseSensitiveMatch',
] as const
const UPDATE_RULES: readonly UpdateRule[] = ['always', 'ifNewIsNotNull', 'ifExistingIsNull', 'useFieldRule']
const IMPORT_RULES: readonly ImportRule[] = ['createAndUpdate', 'updateOnly', 'createOnly']
const ACTIONS: readonly SyncAction['action'][] = ['add', 'remove', 'setStatus']

/**
 * An export, import or sync action (eloqua-bulk-api 2.5 to 2.7). Rules decide what becomes of data, so a rule of another
 * type, or a word that Bulkdesk does not know, makes the definition unknown; switches may come as text. Properties that
 * Bulkdesk does not know are kept as they came: a copy must have them too.
 */
export function readDefinition(value: unknown): Read<WireDefinition> {
  const named = readNamed(value)
  if (!isKnown(named)) return named
  if (!isRecord(value)) return unreadable('not an object')
  if (!isTextRecord(value.fields)) return unreadable('a definition without fields')
  const rules = readRules(value)
  if (!isKnown(rules)) return rules
  return known({ ...withoutKnown(value), ...rules.known, ...named.known, fields: value.fields })
}

/** The uri and the name alone: for lists of which nothing else is needed. */
export function readNamed(value: unknown): Read<{ readonly uri: string; readonly name: string }> {
  if (!isRecord(value)) return unreadable('not an object')
  const { uri, name } = value
  if (typeof uri !== 'string' || !parseDefinitionUri(uri)) return unreadable('a uri that is not of a definition')
  if (typeof name !== 'string') return unreadable('a definition without a name')
  return known({ uri, name })
}

/** The uri of a definition that a creation answered: one of the collection it was asked of, never another path. */
export function readCreatedUri(value: unknown, collection: string): Read<string> {
  const uri = isRecord(value) ? value.uri : undefined
  if (typeof uri !== 'string' || !parseDefinitionUri(uri)) return unreadable('a uri that is not of a definition')
  const isThere = uri.slice(0, uri.lastIndexOf('/')).toLowerCase() === collection.toLowerCase()
  return isThere ? known(uri) : unreadable('a definition of another kind')
}

type Rules = Omit<WireDefinition, 'uri' | 'name' | 'fields'>
type Writable<T> = { -readonly [K in keyof T]: T[K] }

function readRules(value: Readonly<Record<string, unknown>>): Read<Rules> {
  const rules: Writable<Rules> = {}
  for (const key of TEXTS) {
    const text = value[key]
    if (typeof text === 'string') rules[key] = text
    else if (!isAbsent(text)) return unreadable(`${key} that is not text`)
  }
  for (const key of NUMBERS) {
    const number = typeof value[key] === 'string' ? Number(value[key]) : value[key]
    if (typeof number === 'number' && Number.isFinite(number)) rules[key] = number
    else if (!isAbsent(number)) return unreadable(`${key} that is not a number`)
  }
  for (const key of SWITCHES) {
    const isOn = readSwitch(value[key])
    if (isOn === 'odd') return unreadable(`${key} that is neither true nor false`)
    if (isOn !== undefined) rules[key] = isOn
  }
  return readWords(value, rules)
}

function readWords(value: Readonly<Record<string, unknown>>, rules: Writable<Rules>): Read<Rules> {
  const { updateRule, importRule, updateRuleByField, syncActions } = value
  if (!isAbsent(updateRule)) {
    rules.updateRule = oneOf(UPDATE_RULES, updateRule)
    if (!rules.updateRule) return unreadable('an update rule that Bulkdesk does not know')
  }
  if (!isAbsent(importRule)) {
    rules.importRule = oneOf(IMPORT_RULES, importRule)
    if (!rules.importRule) return unreadable('an import rule that Bulkdesk does not know')
  }
  if (!isAbsent(updateRuleByField)) {
    const byField = readRulesByField(updateRuleByField)
    if (!isKnown(byField)) return byField
    rules.updateRuleByField = byField.known
  }
  if (!isAbsent(syncActions)) {
    const actions = Array.isArray(syncActions) ? readEach(syncActions, readAction) : unreadable('actions not in a list')
    if (!isKnown(actions)) return actions
    rules.syncActions = actions.known
  }
  return known(rules)
}

function readRulesByField(value: unknown): Read<Readonly<Record<string, UpdateRule>>> {
  if (!isRecord(value)) return unreadable('rules by field that are not an object')
  const entries = Object.entries(value).map(([field, rule]) => [field, oneOf(UPDATE_RULES, rule)] as const)
  const usable = entries.filter((entry): entry is readonly [string, UpdateRule] => entry[1] !== undefined)
  if (usable.length < entries.length) return unreadable('an update rule that Bulkdesk does not know')
  return known(Object.fromEntries(usable))
}

function readAction(value: unknown): Read<SyncAction> {
  if (!isRecord(value)) return unreadable('an action that is not an object')
  const { action: word, destination, status, updateAll } = value
  const action = oneOf(ACTIONS, word)
  const isForAll = readSwitch(updateAll)
  if (!action) return unreadable('an action that Bulkdesk does not know')
  if (typeof destination !== 'string') return unreadable('an action without a destination')
  if (isForAll === 'odd' || !(isAbsent(status) || typeof status === 'string'))
    return unreadable('an action of other types')
  return known({
    ...value,
    action,
    destination,
    ...(typeof status === 'string' ? { status } : {}),
    ...(isForAll === undefined ? {} : { updateAll: isForAll }),
  })
}

/** Eloqua takes and gives switches as text as well. */
function readSwitch(value: unknown): boolean | 'odd' | undefined {
  if (isAbsent(value)) return undefined
  if (typeof value === 'boolean') return value
  if (value === 'true' || value === 'false') return value === 'true'
  return 'odd'
}

function oneOf<T extends string>(words: readonly T[], value: unknown): T | undefined {
  return words.find((word) => word === value)
}

function isTextRecord(value: unknown): value is Readonly<Record<string, string>> {
  return isRecord(value) && Object.values(value).every((text) => typeof text === 'string')
}

const READ: ReadonlySet<string> = new Set([
  ...TEXTS,
  ...NUMBERS,
  ...SWITCHES,
  ...['updateRule', 'importRule', 'updateRuleByField', 'syncActions', 'uri', 'name', 'fields'],
])

/** What Bulkdesk has no name for. An object without known properties, so that none of them is typed by it. */
function withoutKnown(value: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !READ.has(key)))
}
