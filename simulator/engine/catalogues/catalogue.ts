import type { DatabaseSync } from 'node:sqlite'
import type { CatalogueItem, CatalogueResource } from '../data-engine.ts'
import { compileFilter } from '../filters/compile-filter.ts'
import { parseFilter } from '../filters/parse-filter.ts'
import type { CustomObject } from '../records/custom-objects.ts'
import {
  ACCOUNT_LISTS,
  CONTACT_FILTERS,
  CONTACT_LISTS,
  CONTACT_SEGMENTS,
  EMAIL_GROUPS,
  IMPORT_PRIORITIES,
  LEAD_SCORE_MODELS,
  type NamedAsset,
  type RuleAsset,
} from '../records/marketing-assets.ts'
import type { RecordTypes } from '../records/record-types.ts'
import { createSelectSql } from '../statements/select-sql.ts'
import { fieldItems, stamps } from './field-items.ts'

export interface CatalogueSource {
  readonly database: DatabaseSync
  readonly types: RecordTypes
  readonly objects: readonly CustomObject[]
  readonly events: readonly CustomObject[]
}

/** The items of a catalogue, each with its properties in Eloqua's order. An unknown parent has none. */
export function catalogueItems(
  source: CatalogueSource,
  resource: CatalogueResource,
  parentId: number | undefined,
): readonly CatalogueItem[] {
  switch (resource) {
    case 'customObjects':
      return source.objects.map((object) => objectItem('customObjects', object))
    case 'events':
      return source.events.map((object) => objectItem('events', object))
    case 'contacts/lists':
      return CONTACT_LISTS.map((list) => listItem(source.database, 'contacts', 'ContactList', list))
    case 'accounts/lists':
      return ACCOUNT_LISTS.map((list) => listItem(source.database, 'accounts', 'AccountList', list))
    case 'contacts/segments':
      return CONTACT_SEGMENTS.map((segment) => ruleItem(source, 'segments', 'ContactSegment', segment))
    case 'contacts/filters':
      return CONTACT_FILTERS.map((filter) => ruleItem(source, 'filters', 'ContactFilter', filter))
    case 'contacts/scoring/models':
      return LEAD_SCORE_MODELS.map(modelItem)
    case 'emailGroups':
      return EMAIL_GROUPS.map(groupItem)
    case 'imports/priorities':
      return IMPORT_PRIORITIES.map(({ id, name, priority }) => ({
        name,
        priority,
        uri: `/imports/priorities/${id}`,
        ...stamps(id),
      }))
    default:
      return fieldItems(source, resource, parentId)
  }
}

function objectItem(kind: 'customObjects' | 'events', object: CustomObject): CatalogueItem {
  const uri = `/${kind}/${object.id}`
  return {
    name: object.name,
    displayNameFieldUri: `${uri}/fields/${object.displayNameField}`,
    emailAddressFieldUri: `${uri}/fields/${object.emailAddressField}`,
    uniqueFieldUri: `${uri}/fields/${object.uniqueField}`,
    uri,
    ...stamps(object.id),
  }
}

function listItem(
  database: DatabaseSync,
  kind: 'contacts' | 'accounts',
  entity: string,
  { id, name }: NamedAsset,
): CatalogueItem {
  const row = database.prepare('SELECT COUNT(*) AS n FROM list_members WHERE kind = ? AND list_id = ?').get(kind, id)
  return {
    name,
    count: Number(row?.n),
    statement: `{{${entity}[${id}]}}`,
    uri: `/${kind}/lists/${id}`,
    ...stamps(id),
  }
}

function ruleItem(
  { database, types }: CatalogueSource,
  resource: 'segments' | 'filters',
  entity: string,
  { id, name, rule }: RuleAsset,
): CatalogueItem {
  const select = createSelectSql(types.contacts)
  const { sql, values } = compileFilter(parseFilter(rule), { type: types.contacts, select, isUtc: true })
  const row = database.prepare(`SELECT COUNT(*) AS n ${select.from()} WHERE ${sql}`).get(...values)
  return {
    name,
    count: Number(row?.n),
    executedAt: '2026-06-30T06:00:00.0000000Z',
    statement: `{{${entity}[${id}]}}`,
    uri: `/contacts/${resource}/${id}`,
    ...stamps(id),
  }
}

function modelItem({ id, name }: NamedAsset): CatalogueItem {
  const field = (part: string, title: string, dataType: string): object => ({
    name: title,
    statement: `{{Contact.LeadScore.Model[${id}].${part}}}`,
    dataType,
  })
  return {
    name,
    status: 'Active',
    id,
    fields: [
      field('Rating', 'Rating', 'string'),
      field('ProfileScore', 'Profile Score', 'number'),
      field('EngagementScore', 'Engagement Score', 'number'),
    ],
    uri: `/contacts/scoring/models/${id}`,
    ...stamps(id),
  }
}

function groupItem({ id, name }: NamedAsset): CatalogueItem {
  return { name, statement: `{{EmailGroup[${id}]}}`, uri: `/emailGroups/${id}`, ...stamps(id) }
}
