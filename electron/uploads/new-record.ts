import { randomUUID } from 'node:crypto'
import type { Upload, UploadWay } from '../../shared/uploads/upload.ts'
import type { FileStamp, PartsPlan } from '../csv/engine.ts'
import type { EloquaClient } from '../eloqua/eloqua-client.ts'
import type { HeldCheck } from './check/checks.ts'
import { assignBatches, type PartLimits } from './check/plan-upload.ts'
import type { UploadRecord } from './core/upload-record.ts'

/** What the user confirmed on the check page, as the first entry of the journal. */
export function newRecord(
  held: HeldCheck,
  confirmed: {
    client: EloquaClient
    stamp: FileStamp
    plan: PartsPlan
    way: UploadWay
    scope: Upload['scope']
    now: Date
    limits: PartLimits
    onTopOf?: readonly string[]
  },
): UploadRecord {
  const { check, definition, headers } = held
  const { connection } = confirmed.client
  const auto = confirmed.way === 'straight' && definition.isSyncTriggeredOnImport === true
  const rows = confirmed.plan.parts.reduce((sum, part) => sum + part.rows, 0)
  return {
    uploadId: randomUUID(),
    connectionId: connection.id,
    connectionLabel: connection.label,
    environment: connection.environment,
    user: connection.user,
    file: { ...confirmed.stamp, name: check.file.name, sha256: held.sha256 ?? '' },
    headers,
    reading: check.reading,
    mapping: check.mapping,
    definition,
    way: confirmed.way,
    scope: confirmed.scope,
    rowsInFile: check.report?.rows ?? 0,
    rowsHeldBack: check.report?.heldBackRows ?? 0,
    parts: assignBatches(confirmed.plan.parts, auto, confirmed.limits),
    phase: confirmed.way === 'private-copy' ? 'copy' : 'parts',
    batch: 0,
    generation: 0,
    restarts: 0,
    leftCopies: [],
    syncs: [],
    state: 'queued',
    ...(confirmed.onTopOf?.length ? { onTopOf: confirmed.onTopOf } : {}),
    createdAt: confirmed.now.toISOString(),
    events: [{ at: confirmed.now.toISOString(), event: { kind: 'sent', rows } }],
  }
}
