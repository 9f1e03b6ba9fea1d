import type { Family } from '../../shared/eloqua/definition.ts'
import type { CatalogueResource, DefinitionKind } from '../engine/data-engine.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** What a method of a path does. Each has one handler. */
export type Operation =
  | 'listDefinitions'
  | 'createDefinition'
  | 'readDefinition'
  | 'changeDefinition'
  | 'deleteDefinition'
  | 'upload'
  | 'deleteStaged'
  | 'readLatestData'
  | 'deleteExportData'
  | 'listCatalogue'
  | 'readCatalogueItem'
  | 'listAllOfKind'
  | 'readUsage'
  | 'listSyncs'
  | 'createSync'
  | 'readSync'
  | 'readSyncData'
  | 'deleteSyncData'
  | 'listLogs'
  | 'listRejects'

/** One row of the path table. `{parentId}` and `{id}` stand for integers. */
export interface PathRow {
  readonly path: string
  readonly operations: Partial<Readonly<Record<Method, Operation>>>
  readonly family?: Family
  readonly kind?: DefinitionKind
  readonly catalogue?: CatalogueResource
}

interface FamilyEntry {
  readonly family: Family
  readonly kinds: readonly DefinitionKind[]
}

const FAMILIES: readonly FamilyEntry[] = [
  { family: 'contacts', kinds: ['export', 'import', 'syncAction'] },
  { family: 'accounts', kinds: ['export', 'import', 'syncAction'] },
  { family: 'customObjects', kinds: ['export', 'import', 'syncAction'] },
  { family: 'activities', kinds: ['export', 'import'] },
  { family: 'events', kinds: ['export', 'import'] },
  { family: 'opportunities/contacts', kinds: ['import'] },
  { family: 'opportunities', kinds: ['import'] },
  { family: 'campaignResponses', kinds: ['export', 'import'] },
  { family: 'emailAddresses', kinds: ['import'] },
  { family: 'phoneNumbers', kinds: ['import'] },
]

export const KIND_PATHS: Readonly<Record<DefinitionKind, string>> = {
  export: 'exports',
  import: 'imports',
  syncAction: 'syncActions',
}

const WITH_PARENT: ReadonlySet<Family> = new Set<Family>(['customObjects', 'events'])

const CATALOGUES: readonly (readonly [path: string, catalogue: CatalogueResource])[] = [
  ['/contacts/fields', 'contacts/fields'],
  ['/contacts/filters', 'contacts/filters'],
  ['/contacts/lists', 'contacts/lists'],
  ['/contacts/scoring/models', 'contacts/scoring/models'],
  ['/contacts/segments', 'contacts/segments'],
  ['/accounts/fields', 'accounts/fields'],
  ['/accounts/lists', 'accounts/lists'],
  ['/customObjects', 'customObjects'],
  ['/customObjects/{parentId}/fields', 'customObjects/fields'],
  ['/activities/fields', 'activities/fields'],
  ['/events', 'events'],
  ['/events/{parentId}/fields', 'events/fields'],
  ['/opportunities/fields', 'opportunities/fields'],
  ['/campaignResponses/fields', 'campaignResponses/fields'],
  ['/campaigns/fields', 'campaigns/fields'],
  ['/emailGroups', 'emailGroups'],
  ['/imports/priorities', 'imports/priorities'],
]

/** The folder of a family's definitions: `/contacts`, `/customObjects/9`. */
export function familyPath(family: Family, parentId?: number): string {
  return WITH_PARENT.has(family) ? `/${family}/${parentId ?? '{parentId}'}` : `/${family}`
}

function definitionRows({ family, kinds }: FamilyEntry): PathRow[] {
  return kinds.flatMap((kind) => {
    const path = `${familyPath(family)}/${KIND_PATHS[kind]}`
    const about = { family, kind }
    return [
      { path, operations: { GET: 'listDefinitions', POST: 'createDefinition' }, ...about },
      {
        path: `${path}/{id}`,
        operations: { GET: 'readDefinition', PUT: 'changeDefinition', DELETE: 'deleteDefinition' },
        ...about,
      },
      {
        path: `${path}/{id}/data`,
        operations:
          kind === 'export'
            ? { GET: 'readLatestData', DELETE: 'deleteExportData' }
            : { POST: 'upload', DELETE: 'deleteStaged' },
        ...about,
      },
    ] satisfies PathRow[]
  })
}

function catalogueRows([path, catalogue]: (typeof CATALOGUES)[number]): PathRow[] {
  return [
    { path, operations: { GET: 'listCatalogue' }, catalogue },
    { path: `${path}/{id}`, operations: { GET: 'readCatalogueItem' }, catalogue },
  ]
}

const SYNC_ROWS: readonly PathRow[] = [
  { path: '/syncs', operations: { GET: 'listSyncs', POST: 'createSync' } },
  { path: '/syncs/{id}', operations: { GET: 'readSync' } },
  { path: '/syncs/{id}/data', operations: { GET: 'readSyncData', DELETE: 'deleteSyncData' } },
  { path: '/syncs/{id}/logs', operations: { GET: 'listLogs' } },
  { path: '/syncs/{id}/rejects', operations: { GET: 'listRejects' } },
  { path: '/imports', operations: { GET: 'listAllOfKind' }, kind: 'import' },
  { path: '/exports', operations: { GET: 'listAllOfKind' }, kind: 'export' },
  { path: '/syncActions', operations: { GET: 'listAllOfKind' }, kind: 'syncAction' },
  { path: '/imports/data', operations: { GET: 'readUsage' }, kind: 'import' },
  { path: '/exports/data', operations: { GET: 'readUsage' }, kind: 'export' },
]

/** Every path of the API, made from families, kinds and catalogues. */
export const PATH_TABLE: readonly PathRow[] = [
  ...SYNC_ROWS,
  ...FAMILIES.flatMap(definitionRows),
  ...CATALOGUES.flatMap(catalogueRows),
]

export interface PathMatch {
  readonly row: PathRow
  readonly parentId?: number
  readonly id?: number
}

const BY_SHAPE = new Map(PATH_TABLE.map((row) => [row.path.replace(/\{\w+\}/g, '#').toLowerCase(), row]))

/** Finds the row of a path below the bulk base. Case and doubled or trailing slashes do not matter. */
export function matchPath(path: string): PathMatch | undefined {
  const segments = path.split('/').filter((segment) => segment !== '')
  const numbers = segments.filter((segment) => /^\d+$/.test(segment)).map(Number)
  const shape = segments.map((segment) => (/^\d+$/.test(segment) ? '#' : segment.toLowerCase())).join('/')
  const row = BY_SHAPE.get(`/${shape}`)
  if (!row) return undefined
  const hasParent = row.path.includes('{parentId}')
  const id = numbers[hasParent ? 1 : 0]
  return { row, ...(hasParent ? { parentId: numbers[0] } : {}), ...(id === undefined ? {} : { id }) }
}
