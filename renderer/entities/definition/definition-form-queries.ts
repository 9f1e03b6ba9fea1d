import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { DraftReturn } from '../../../shared/contract/definitions.ts'
import type { AssetKind } from '../../../shared/eloqua/asset.ts'
import type { Definition } from '../../../shared/eloqua/definition.ts'
import type { DefinitionDraft } from '../../../shared/eloqua/definition-draft.ts'
import { api } from '../../api.ts'
import { go } from '../../window/navigation.ts'

type Place = Pick<Definition, 'family' | 'parentId'>

const FIVE_MINUTES = 5 * 60_000

/** Every definition with its last run and health. */
export function definitionIndexQuery() {
  return queryOptions({
    queryKey: ['definitions', 'index'],
    queryFn: () => api.listAllDefinitions(),
    staleTime: 60_000,
  })
}

/** The fields that definitions of an object may name. Fields hardly ever change. */
export function fieldsQuery({ family, parentId }: Place) {
  const needsParent = family === 'customObjects' || family === 'events'
  return queryOptions({
    queryKey: ['fields', family, parentId],
    queryFn: () => api.listFields({ family, ...(parentId === undefined ? {} : { parentId }) }),
    enabled: !needsParent || parentId !== undefined,
    staleTime: FIVE_MINUTES,
  })
}

export function assetsQuery(kind: AssetKind) {
  return queryOptions({
    queryKey: ['assets', kind],
    queryFn: () => api.listAssets({ kind }),
    staleTime: FIVE_MINUTES,
  })
}

export function draftsQuery() {
  return queryOptions({ queryKey: ['definition-drafts'], queryFn: () => api.listDrafts(), staleTime: 0 })
}

/** Keeps a draft and opens its form. */
export async function openDraft(
  client: QueryClient,
  draft: DefinitionDraft,
  { returnTo, missing }: { readonly returnTo?: DraftReturn | undefined; readonly missing?: readonly string[] } = {},
): Promise<void> {
  const draftId = crypto.randomUUID()
  const around = { isUntouched: true, ...(returnTo ? { returnTo } : {}), ...(missing ? { missing } : {}) }
  await api.saveDraft({ draftId, draft: JSON.stringify(draft), ...around })
  await client.invalidateQueries(draftsQuery())
  go({ screen: 'edit-definition', draftId })
}

/** What deleting or changing these definitions would touch, as it stands now. */
export function dependantsQuery(uris: readonly string[]) {
  return queryOptions({
    queryKey: ['dependants', uris],
    queryFn: () => api.findDependants({ uris }),
    staleTime: 0,
    gcTime: 0,
  })
}
