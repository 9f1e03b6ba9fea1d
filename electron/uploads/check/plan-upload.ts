import type { Definition } from '../../../shared/eloqua/definition.ts'
import type { PlannedRequest, UploadPart, UploadPlan, UploadWay } from '../../../shared/uploads/upload.ts'
import { wayReason } from '../../../shared/words/upload-plan.ts'
import type { PartsPlan } from '../../csv/engine.ts'
import type { RecordedPart } from '../core/upload-record.ts'

/** Well under the 32 MB at which Eloqua answers 404, so that a slow line loses little when a part is in doubt. */
const MAX_PART_BYTES = 20_000_000
/** Oracle advises a sync about every 250 MB staged, and refuses the 501st upload before one (eloqua-bulk-api 4). */
export const MAX_BATCH_BYTES = 200_000_000
export const MAX_BATCH_PARTS = 400

/** How a file is cut into requests and requests into syncs. */
export interface PartLimits {
  readonly partBytes: number
  readonly batchBytes: number
  readonly batchParts: number
}

export const PART_LIMITS: PartLimits = {
  partBytes: MAX_PART_BYTES,
  batchBytes: MAX_BATCH_BYTES,
  batchParts: MAX_BATCH_PARTS,
}

/** Imports take CSV as it is; sync actions take JSON only (the API's pages for …/syncActions/{id}/data). */
export function bodyKind(definition: Pick<Definition, 'kind'>): 'csv' | 'json' {
  return definition.kind === 'import' ? 'csv' : 'json'
}

export function contentType(definition: Pick<Definition, 'kind'>): 'text/csv' | 'application/json' {
  return bodyKind(definition) === 'csv' ? 'text/csv' : 'application/json'
}

/** Groups consecutive parts into what one sync will take. Straight to an auto-syncing definition, each part is its own. */
export function assignBatches(
  parts: readonly Pick<UploadPart, 'rows' | 'bytes' | 'sha256' | 'firstRow' | 'lastRow'>[],
  eachAlone: boolean,
  limits: PartLimits = PART_LIMITS,
): readonly RecordedPart[] {
  let batch = 0
  let bytes = 0
  let count = 0
  return parts.map((part, index) => {
    const full = bytes + part.bytes > limits.batchBytes || count >= limits.batchParts
    if (index > 0 && (eachAlone || full)) {
      batch += 1
      bytes = 0
      count = 0
    }
    bytes += part.bytes
    count += 1
    const { rows, sha256, firstRow, lastRow } = part
    return { index, rows, firstRow, lastRow, bytes: part.bytes, sha256, state: 'planned', batch }
  })
}

/** The ways this file can be sent, the proposed one first. */
export function planWays(
  definition: Definition,
  plan: PartsPlan,
  basePath: string,
  remembered: UploadWay | undefined,
  limits: PartLimits = PART_LIMITS,
): readonly UploadPlan[] {
  const straight = planStraight(definition, plan, basePath)
  const copy = planPrivateCopy(definition, plan, basePath)
  const oneBatch = assignBatches(plan.parts, false, limits).every((part) => part.batch === 0)
  const auto = definition.isSyncTriggeredOnImport === true
  const proposed = remembered ?? (plan.parts.length > 1 || auto ? 'private-copy' : 'straight')
  if (!oneBatch && !auto) return [copy]
  return proposed === 'straight' ? [straight, copy] : [copy, straight]
}

function planStraight(definition: Definition, plan: PartsPlan, basePath: string): UploadPlan {
  const auto = definition.isSyncTriggeredOnImport === true
  return {
    way: 'straight',
    wayReason: wayReason('straight', definition),
    ...shared(definition, plan, `${basePath}${definition.uri}/data`),
    before: [],
    after: auto ? [] : [{ method: 'POST', path: `${basePath}/syncs`, contentType: 'application/json' }],
    startsSyncAtOnce: auto,
  }
}

function planPrivateCopy(definition: Definition, plan: PartsPlan, basePath: string): UploadPlan {
  const collection = definition.uri.slice(0, definition.uri.lastIndexOf('/'))
  const copyPath = `${basePath}${collection}/{copy}`
  const create: PlannedRequest = { method: 'POST', path: `${basePath}${collection}`, contentType: 'application/json' }
  return {
    way: 'private-copy',
    wayReason: wayReason('private-copy', definition),
    ...shared(definition, plan, `${copyPath}/data`),
    before: [create],
    after: [
      { method: 'POST', path: `${basePath}/syncs`, contentType: 'application/json' },
      { method: 'DELETE', path: copyPath },
    ],
    startsSyncAtOnce: false,
  }
}

function shared(definition: Definition, plan: PartsPlan, path: string) {
  return {
    rows: plan.parts.reduce((sum, part) => sum + part.rows, 0),
    firstBody: plan.firstBody,
    parts: plan.parts.map(
      (part): PlannedRequest => ({
        method: 'POST',
        path,
        contentType: contentType(definition),
        bytes: part.bytes,
        rows: part.rows,
      }),
    ),
  }
}
