import type { CatalogueItem } from '../engine/data-engine.ts'
import { type Answer, jsonAnswer, refusal } from '../http/answer.ts'
import { toPage } from '../http/envelope.ts'
import type { Exchange } from '../http/exchange.ts'
import { readListQuery, selectItems } from '../http/list-query.ts'
import { requireParent } from './definition-handlers.ts'

/** What every catalogue may be searched by, also while it is empty. */
const COMMON_TERMS = ['name', 'uri', 'statement', 'internalName', 'createdBy', 'createdAt', 'updatedBy', 'updatedAt']

/** Oracle documents these single reads as not valid. */
const UNREADABLE: ReadonlySet<string> = new Set(['campaignResponses/fields', 'campaigns/fields'])

function itemsOf({ world, match, query }: Exchange): readonly CatalogueItem[] {
  const { catalogue } = match.row
  if (!catalogue) throw refusal(404)
  if (match.parentId !== undefined) {
    requireParent(world, match.parentId, catalogue === 'events/fields' ? 'events' : 'customObjects')
  }
  return catalogue === 'activities/fields'
    ? world.engine.activityFields(query.get('activitytype') || undefined)
    : world.engine.catalogue(catalogue, match.parentId)
}

export function listCatalogue(exchange: Exchange): Answer {
  const items = itemsOf(exchange)
  const terms = [...new Set([...items.flatMap((item) => Object.keys(item)), ...COMMON_TERMS])]
  const query = readListQuery(exchange.query, terms)
  return jsonAnswer(200, toPage(selectItems(items, query), query))
}

export function readCatalogueItem(exchange: Exchange): Answer {
  const { row, id, parentId } = exchange.match
  if (row.catalogue && UNREADABLE.has(row.catalogue)) throw refusal(404)
  const uri = row.path.replace('{parentId}', String(parentId)).replace('{id}', String(id)).toLowerCase()
  const found = itemsOf(exchange).find((item) => item.uri?.toLowerCase() === uri)
  if (!found) throw refusal(404)
  return jsonAnswer(200, found)
}
