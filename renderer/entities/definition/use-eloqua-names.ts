import { useQueries, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Definition } from '../../../shared/eloqua/definition.ts'
import { assetKindsIn } from '../../../shared/eloqua/definition-file.ts'
import type { EloquaNames } from '../../../shared/words/sync-actions.ts'
import { assetsQuery, fieldsQuery } from './definition-form-queries.ts'

/**
 * Names in Eloqua for what a definition calls by statement or number: lists, segments, groups, priorities and fields. A list
 * that cannot be read gives no names, and numbers stay.
 */
export function useEloquaNames(definition: Definition): EloquaNames {
  const text = JSON.stringify(definition)
  const kinds = useMemo(() => assetKindsIn(JSON.parse(text) as object), [text])
  const lists = useQueries({ queries: kinds.map((kind) => assetsQuery(kind)) })
  const { data: fields = [] } = useQuery(fieldsQuery(definition))
  const assets = lists.flatMap(({ data = [] }) => data)
  return new Map([
    ...fields.map(({ statement, name }) => [statement, name] as const),
    ...assets.flatMap(({ statement, uri, name }) => [
      [uri, name] as const,
      ...(statement ? [[statement, name] as const] : []),
    ]),
  ])
}
