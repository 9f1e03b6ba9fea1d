/** What statements, filters and sync actions name by number: lists, segments, groups and their kin. */
export interface Asset {
  readonly name: string
  readonly uri: string
  readonly id: number
  /** `{{ContactList[12]}}`; priorities and objects have none. */
  readonly statement?: string
  /** Members, where Eloqua says how many. */
  readonly count?: number
}

export const ASSET_KINDS = [
  'contactLists',
  'contactSegments',
  'contactFilters',
  'accountLists',
  'emailGroups',
  'importPriorities',
  'scoringModels',
  'customObjects',
  'events',
] as const

export type AssetKind = (typeof ASSET_KINDS)[number]

/** Where Eloqua lists each kind. */
export const ASSET_PATHS: Readonly<Record<AssetKind, string>> = {
  contactLists: '/contacts/lists',
  contactSegments: '/contacts/segments',
  contactFilters: '/contacts/filters',
  accountLists: '/accounts/lists',
  emailGroups: '/emailGroups',
  importPriorities: '/imports/priorities',
  scoringModels: '/contacts/scoring/models',
  customObjects: '/customObjects',
  events: '/events',
}

const BY_STATEMENT: readonly (readonly [RegExp, AssetKind])[] = [
  [/\{\{ContactList\[(\d+)\]\}\}/i, 'contactLists'],
  [/\{\{ContactSegment\[(\d+)\]\}\}/i, 'contactSegments'],
  [/\{\{ContactFilter\[(\d+)\]\}\}/i, 'contactFilters'],
  [/\{\{AccountList\[(\d+)\]\}\}/i, 'accountLists'],
  [/\{\{EmailGroup\[(\d+)\]\}\}/i, 'emailGroups'],
  [/\.LeadScore\.Model\[(\d+)\]\./i, 'scoringModels'],
  [/^\/imports\/priorities\/(\d+)$/i, 'importPriorities'],
]

/** The asset that a statement, a destination or a uri names; undefined where it names none by number. */
export function assetNamedBy(text: string): { readonly kind: AssetKind; readonly id: number } | undefined {
  for (const [pattern, kind] of BY_STATEMENT) {
    const id = pattern.exec(text)?.[1]
    if (id) return { kind, id: Number(id) }
  }
  return undefined
}

/** Every asset that a text such as a filter names. */
function _assetsNamedIn(text: string): readonly { readonly kind: AssetKind; readonly id: number }[] {
  return (text.match(/\{\{[^{}]*\}\}/g) ?? [text]).flatMap((statement) => assetNamedBy(statement) ?? [])
}
