import type { WireDefinition } from '../../../shared/eloqua/eloqua.ts'
import { isRecord } from '../../syncs/read-list.ts'

type Shape = 'text' | 'boolean' | 'count' | 'texts' | 'actions'

/** The properties Bulkdesk reads, and what each must be. Others are kept as they came. */
const SHAPES: Readonly<Record<string, Shape>> = {
  identifierFieldName: 'text',
  filter: 'text',
  maxRecords: 'count',
  areSystemTimestampsInUTC: 'boolean',
  updateRule: 'text',
  updateRuleByField: 'texts',
  importRule: 'text',
  isSyncTriggeredOnImport: 'boolean',
  isUpdatingMultipleMatchedRecords: 'boolean',
  nullIdentifierFieldName: 'boolean',
  importPriorityUri: 'text',
  mapDataCards: 'boolean',
  mapDataCardsEntityField: 'text',
  mapDataCardsSourceField: 'text',
  mapDataCardsEntityType: 'text',
  mapDataCardsCaseSensitiveMatch: 'boolean',
  linkUsers: 'boolean',
  isIdentifierFieldCaseSensitive: 'boolean',
  syncActions: 'actions',
  dataRetentionDuration: 'text',
  autoDeleteDuration: 'text',
  kbUsed: 'count',
  createdBy: 'text',
  createdAt: 'text',
  updatedBy: 'text',
  updatedAt: 'text',
}

/**
 * A definition as Eloqua answered it, made trustworthy: booleans and numbers may come as text, a property of another shape
 * than documented is left out, properties Bulkdesk does not know stay. Undefined for what is no definition.
 */
export function readWireDefinition(value: unknown): WireDefinition | undefined {
  if (!isRecord(value) || typeof value.uri !== 'string' || typeof value.name !== 'string') return undefined
  const rest = Object.entries(value).flatMap(([key, given]) => {
    const read = Object.hasOwn(SHAPES, key) ? readShape(SHAPES[key] ?? 'text', given) : given
    return read === undefined || read === null ? [] : [[key, read] as const]
  })
  return { ...Object.fromEntries(rest), uri: value.uri, name: value.name, fields: readTexts(value.fields) ?? {} }
}

function readShape(shape: Shape, value: unknown): unknown {
  switch (shape) {
    case 'text':
      return typeof value === 'string' ? value : undefined
    case 'boolean':
      return readBoolean(value)
    case 'count':
      return readCount(value)
    case 'texts':
      return readTexts(value)
    case 'actions':
      return Array.isArray(value) ? value.filter(isAction) : undefined
  }
}

function readBoolean(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value
  if (value === 'true' || value === 'True') return true
  return value === 'false' || value === 'False' ? false : undefined
}

function readCount(value: unknown): number | undefined {
  const count = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value
  return typeof count === 'number' && Number.isSafeInteger(count) && count >= 0 ? count : undefined
}

function readTexts(value: unknown): Readonly<Record<string, string>> | undefined {
  if (!isRecord(value)) return undefined
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

function isAction(value: unknown): boolean {
  return isRecord(value) && typeof value.destination === 'string'
}
