/**
 * The upload service as a process of its own, to be killed. Prints the upload as it comes to rest, as one line of JSON.
 * Arguments, as JSON: see `ProcessOrder`.
 */
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type AppErrorData, isAppError } from '../../../shared/contract/errors.ts'
import type { Upload, UploadWay } from '../../../shared/uploads/upload.ts'
import type { UploadChoice } from '../../../shared/uploads/upload-facts.ts'
import { createTestClient, TEST_CONNECTION } from '../../eloqua/http/testing/test-client.ts'
import { ABSENT_DESKTOP, type Desktop } from '../../platform/desktop.ts'
import { endWithParent } from '../../testing/end-with-parent.ts'
import { SILENT_LOG } from '../../testing/memory-log.ts'
import { createTransferBook } from '../../transfers/transfer-book.ts'
import { createSourceFiles } from '../check/source-files.ts'
import { createUploadService, type UploadService } from '../upload-api.ts'
import { createThreadEngine } from './thread-engine.ts'

export interface ProcessOrder {
  readonly origin: string
  readonly folder: string
  readonly csvPath: string
  readonly targetUri: string
  readonly way: UploadWay
  /** Kill at the n-th time this step is reached. */
  readonly killAt?: { readonly step: string; readonly nth: number }
  /** Pause at the n-th time this step is reached. */
  readonly pauseAt?: { readonly step: string; readonly nth: number }
  /** The user resumes what was paused when the app was closed. */
  readonly isResumed?: boolean
  /** What the user says to the question it was left with. */
  readonly answer?: UploadChoice
  /**
   * One of several processes on one folder. A `window` goes on with what others left until nothing is unfinished; a
   * `command-line` begins an upload of its own and ends with it.
   */
  readonly as?: 'window' | 'command-line'
}

endWithParent()
const order = JSON.parse(process.argv[2] ?? '{}') as ProcessOrder
const seen = new Map<string, number>()

function reached(step: string): void {
  const nth = (seen.get(step) ?? 0) + 1
  seen.set(step, nth)
  const isAt = (point: ProcessOrder['killAt']) => point?.step === step && point.nth === nth
  if (isAt(order.pauseAt)) press('pause')
  if (isAt(order.killAt)) process.kill(process.pid, 'SIGKILL')
}

function press(button: 'pause' | 'resume'): void {
  for (const { transferId } of transfers.list()) transfers.actions(transferId)?.[button]?.()
}

const client = createTestClient(order.origin, { connection: { ...TEST_CONNECTION, environment: 'sandbox' } })
const files = createSourceFiles()
const transfers = createTransferBook(() => {})
const desktop: Desktop = { ...ABSENT_DESKTOP, confirm: async () => true }
const service: UploadService = createUploadService({
  clients: { active: () => client, forConnection: async () => client },
  engine: createThreadEngine(),
  publish: () => {},
  desktop,
  transfers,
  files,
  userData: join(order.folder, 'data'),
  log: SILENT_LOG,
  isGuest: order.as === 'command-line',
  environment: {
    limits: { partBytes: 190, batchBytes: 4_000, batchParts: order.way === 'straight' ? 40 : 2 },
    sleep: () => wait(1),
    lookElsewhereMs: 20,
    reached,
  },
})
const { api } = service

async function begin(): Promise<string> {
  const file = await files.take(order.csvPath)
  const { headers, reading } = await api.takeFirstLook({ fileId: file.fileId })
  const { mapping } = await api.proposeMapping({ targetUri: order.targetUri, headers })
  const { checkId } = await api.startCheck({ fileId: file.fileId, targetUri: order.targetUri, reading, mapping })
  while ((await api.getCheck({ checkId })).state === 'reading') await wait(1)
  return (await api.startUpload({ checkId, way: order.way, scope: 'all-good-rows' })).uploadId
}

/** Until it waits for an answer or is over; a staged upload is synced, as its user would. */
async function follow(uploadId: string): Promise<Upload> {
  for (;;) {
    await service.settled()
    const upload = await api.getUpload({ uploadId })
    if (upload.state === 'staged') await api.startStagedSync({ uploadId })
    else if (['done', 'stopped', 'needs-you', 'paused'].includes(upload.state)) return upload
    await wait(1)
  }
}

/** What the one process of a folder does. */
async function aloneWithFolder(): Promise<Upload> {
  const { items } = await api.listUploads({ search: '', offset: 0, limit: 1 })
  const known = items[0]?.uploadId
  if (known) {
    service.resume()
    await service.settled()
    if (order.isResumed) press('resume')
    if (order.answer) await api.answerUpload({ uploadId: known, choice: order.answer })
  }
  return follow(known ?? (await begin()))
}

/** What it did itself, or why it was refused. */
async function besideOthers(): Promise<Upload | AppErrorData> {
  if (order.as === 'window') service.resume()
  return begin().then(follow, (error: unknown) => {
    if (isAppError(error)) return error.toData()
    throw error
  })
}

/** A window stays, and goes on with what others leave, until it is closed. */
async function untilClosed(): Promise<void> {
  for await (const _chunk of process.stdin);
  await service.settled()
}

const printed = await (order.as ? besideOthers() : aloneWithFolder())
process.stdout.write(`${JSON.stringify(printed)}\n`)
if (order.as === 'window') await untilClosed()
service.close()
process.exit(0)
