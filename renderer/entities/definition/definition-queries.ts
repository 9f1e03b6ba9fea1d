import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { DefinitionKind } from '../../../shared/eloqua/definition.ts'
import { api } from '../../api.ts'

/** Most definitions one search brings; who needs another searches more closely. */
export const MAX_DEFINITIONS = 200

/** Definitions of these kinds whose name, parent or uri holds the text. */
export function definitionsQuery(request: { readonly kinds: readonly DefinitionKind[]; readonly search: string }) {
  return queryOptions({
    queryKey: ['definitions', request],
    queryFn: () => api.listDefinitions({ ...request, limit: MAX_DEFINITIONS }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })
}

export function definitionQuery(uri: string) {
  return queryOptions({
    queryKey: ['definition', uri],
    queryFn: () => api.getDefinition({ uri }),
    staleTime: 30_000,
  })
}
