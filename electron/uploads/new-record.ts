import { randomUUID } from 'node:crypto'
import type { Upload, UploadWay } from '../../shared/uploads/upload.ts'
import type { FileStamp, PartsPlan } from '../csv/engine.ts'
import type { EloquaClient } from '../eloqua/eloqua-client.ts'
import type { HeldCheck } from './check/checks.ts'
import { assignBatches, type PartLimits } from './check/plan-upload.ts'
import type { UploadRecord } from './core/upload-record.ts'

interface Confirmed {
  readonly client: EloquaClient
  readonly stamp: FileStamp
  readonly plan: PartsPlan
  readonly way: UploadWay
  readonly scope: Upload['scope']
  readonly now: Date
  readonly limits: PartLimits
  readonly onTopOf?: readonly string[]
  readonly importsAtOnce: boolean
  readonly groupId?: string
}

/** What the user confirmed on the check page, as the first entry of the journal. */
export function newRecord(held: HeldCheck, confirmed: Confirmed): UploadRecord {
  const { way, scope, plan, limits, onTopOf, importsAtOnce, groupId } = confirmed
  const auto = way === 'straight' && held.definition.isSyncTriggeredOnImport === true
  const rows = plan.parts.reduce((sum, part) => sum + part.rows, 0)
  const at = confirmed.now.toISOString()
  return {
    uploadId: randomUUID(),
    ...(groupId ? { groupId } : {}),
    ...senderOf(confirmed.client),
    ...checkedFile(held, confirmed.stamp),
    way,
    scope,
    parts: assignBatches(plan.parts, auto, limits),
    phase: way === 'private-copy' ? 'copy' : 'parts',
    batch: 0,
    generation: 0,
    restarts: 0,
    leftCopies: [],
    syncs: [],
    state: 'queued',
    ...(onTopOf?.length ? { onTopOf } : {}),
    ...(importsAtOnce && way === 'straight' && !auto ? { importsAtOnce } : {}),
    createdAt: at,
    events: [{ at, event: { kind: 'sent', rows } }],
  }
}

function senderOf({ connection }: EloquaClient) {
  const { id, label, environment, user } = connection
  return { connectionId: id, connectionLabel: label, environment, user }
}

function checkedFile({ check, definition, headers, sha256 = '' }: HeldCheck, stamp: FileStamp) {
  const { file, reading, mapping, report } = check
  return {
    file: { ...stamp, name: file.name, sha256, ...(file.madeFrom ? { madeFrom: file.madeFrom } : {}) },
    headers,
    reading,
    mapping,
    definition,
    rowsInFile: report?.rows ?? 0,
    rowsHeldBack: report?.heldBackRows ?? 0,
  }
}
