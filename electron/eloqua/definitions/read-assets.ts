import { ASSET_PATHS, type Asset, type AssetKind } from '../../../shared/eloqua/asset.ts'
import { isRecord } from '../../platform/is-record.ts'
import type { EloquaClient } from '../eloqua-client.ts'
import { readPages } from '../lists.ts'

const LIST_LIMIT = 1_000

/** Every list, segment, group or the like of a kind, page after page: no list ends at its first 1,000. Sorted by name. */
export async function readAssets(client: EloquaClient, kind: AssetKind): Promise<readonly Asset[]> {
  const assets: Asset[] = []
  for await (const page of readPages(client, { path: ASSET_PATHS[kind], limit: LIST_LIMIT })) {
    assets.push(...page.flatMap((item) => readAsset(item) ?? []))
  }
  return assets.sort((a, b) => a.name.localeCompare(b.name))
}

function readAsset(value: unknown): Asset | undefined {
  if (!isRecord(value) || typeof value.name !== 'string' || typeof value.uri !== 'string') return undefined
  const id = /\/([1-9]\d{0,14})$/.exec(value.uri)?.[1]
  if (!id) return undefined
  return {
    name: value.name,
    uri: value.uri,
    id: Number(id),
    ...(typeof value.statement === 'string' ? { statement: value.statement } : {}),
    ...(typeof value.count === 'number' ? { count: value.count } : {}),
  }
}
