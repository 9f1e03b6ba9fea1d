import type { SendApi } from '../../shared/contract/calls/uploads.ts'
import { notNow } from '../../shared/contract/errors.ts'
import { type StartedFile, TRIAL_ROWS, type UploadWay, type WaitingRows } from '../../shared/uploads/upload.ts'
import type { ProductionWrite } from '../../shared/words/production.ts'
import { uploadReasons } from '../../shared/words/reasons.ts'
import { fileRowsWords } from '../../shared/words/upload-rows.ts'
import { confirmWrite } from '../eloqua/confirm-write.ts'
import type { EloquaClient } from '../eloqua/eloqua-client.ts'
import { toKnownError } from '../platform/defects.ts'
import type { Checks, HeldCheck } from './check/checks.ts'
import { expectSameRules } from './check/definition-changes.ts'
import { memoryKey } from './check/memory-key.ts'
import { bodyKind } from './check/plan-upload.ts'
import { readTarget } from './check/read-definition.ts'
import type { UploadRecord } from './core/upload-record.ts'
import { newRecord } from './new-record.ts'
import type { UploadDesk } from './schedule/upload-desk.ts'
import type { UploadParts } from './upload-services.ts'

type Services = UploadParts & {
  readonly checks: Checks
  readonly desk: UploadDesk
}

type Order = Parameters<SendApi['startUpload']>[0]

/** One file whose every question is answered: it may be noted, and goes out as soon as it is. */
interface Ready {
  readonly order: Order
  readonly key: string
  readonly held: HeldCheck
  readonly client: EloquaClient
  readonly record: UploadRecord
}

type OnStarted = (uploadId: string, token: string | undefined) => void

/**
 * Sends checked files. `onStarted` is told the token of the check that the window showed, or nothing where main asked by
 * itself.
 */
export function createSending(services: Services, onStarted: OnStarted) {
  const begun = createBegun(services.desk)
  const prepare = (order: Order) => prepareFile(services, begun, order)
  const begin = (ready: Ready) => beginFile(services, begun, ready, onStarted)
  const failed = ({ checkId }: Order, error: unknown): StartedFile => ({
    checkId,
    error: toKnownError(error, services.log, 'sending one of several files').toData(),
  })

  function beginOne(order: Order, ready: Ready): StartedFile {
    try {
      return { checkId: order.checkId, uploadId: begin(ready) }
    } catch (error) {
      return failed(order, error)
    }
  }

  return {
    start: async (order: Order): Promise<string> => begin(await prepare(order)),
    /** All are noted at one go, once each is ready: what ends the app before that leaves none of them to be sent. */
    async startAll(orders: readonly Order[]): Promise<readonly StartedFile[]> {
      const begins: (() => StartedFile)[] = []
      for (const order of orders) {
        const ready = await prepare(order).catch((error: unknown) => failed(order, error))
        begins.push(() => ('record' in ready ? beginOne(order, ready) : ready))
      }
      return begins.map((one) => one())
    },
  }
}

async function prepareFile(services: Services, begun: Begun, order: Order): Promise<Ready> {
  const held = services.checks.get(order.checkId)
  const client = services.clients.active()
  expectSendable(held, client, order.way)
  if (order.way === 'straight') expectAgreed(services.desk.waitingAt(held), order.onTopOf ?? [])
  const key = `${order.checkId} ${order.scope}`
  begun.take(key)
  try {
    const asked = { order, key, held, client }
    if (!isShownCheck(held, order.shown))
      await confirmWrite(services.desktop, client.connection, sendingOf(held, order))
    return { ...asked, record: await recordOf(services, asked) }
  } catch (error) {
    begun.free(key)
    throw error
  }
}

function beginFile(services: Services, begun: Begun, ready: Ready, onStarted: OnStarted): string {
  const { order, key, held, client, record } = ready
  const { uploadId } = record
  try {
    services.desk.start(record)
  } catch (error) {
    begun.free(key)
    throw error
  }
  begun.note(key, uploadId)
  rememberChoice(services, held, client, order.way)
  onStarted(uploadId, isShownCheck(held, order.shown) ? order.shown : undefined)
  return uploadId
}

type Begun = ReturnType<typeof createBegun>

/**
 * A second press of the button, or the same order once more, must not send the file a second time, also when the first
 * upload is over by then. A check is free again only where nothing of the file went out.
 */
function createBegun(desk: UploadDesk) {
  const begun = new Map<string, string | undefined>()
  return {
    take(key: string): void {
      const earlier = begun.get(key)
      const record = earlier === undefined ? undefined : desk.find(earlier)
      if (begun.has(key) && record?.phase !== 'ended') throw notNow(uploadReasons.alreadySending)
      if (record && !isUnsent(record)) throw notNow(uploadReasons.alreadySent)
      begun.set(key, undefined)
    },
    note: (key: string, uploadId: string): void => void begun.set(key, uploadId),
    free: (key: string): void => void begun.delete(key),
  }
}

/** No part of it can have reached Eloqua. */
function isUnsent({ parts }: UploadRecord): boolean {
  return parts.every(({ state }) => state === 'planned' || state === 'refused')
}

/** Whether the window has the token of this check. The check of rows that were typed has none: main asks about them itself. */
function isShownCheck({ check }: HeldCheck, shown: string | undefined): boolean {
  return shown !== undefined && shown === check.shown
}

function sendingOf({ check, definition }: HeldCheck, { way, scope, importsAtOnce = false }: Order): ProductionWrite {
  const all = check.plans?.find((plan) => plan.way === way)?.rows ?? 0
  const rows = scope === 'first-50' ? Math.min(TRIAL_ROWS, all) : all
  const act = !importsAtOnce ? 'send' : definition.kind === 'import' ? 'sync' : 'act'
  return { act, definition: definition.name, rows }
}

/** Rows that are staged there would be applied by the sync of this file: that is the user's to choose, not an accident. */
function expectAgreed(waiting: readonly WaitingRows[], onTopOf: readonly string[]): void {
  const unseen = waiting.filter(({ uploadId }) => !onTopOf.includes(uploadId))
  if (unseen.length === 0) return
  const rows = fileRowsWords(unseen.map((one) => ({ ...one, rows: one.rows || one.doubtfulRows })))
  const message = uploadReasons.rowsWait(rows)
  throw notNow(message)
}

function expectSendable(held: HeldCheck, client: EloquaClient, way: UploadWay): void {
  const { check } = held
  if (check.state !== 'done' || !check.plans?.some((plan) => plan.way === way) || !held.partsPlan) {
    throw notNow(uploadReasons.notThatWay)
  }
  if (client.connection.id !== held.connectionId) {
    throw notNow(uploadReasons.connectionSwitched)
  }
}

async function recordOf(services: Services, { held, client, order }: Omit<Ready, 'record'>): Promise<UploadRecord> {
  const { engine, files, environment } = services
  const { check, definition, partsPlan } = held
  expectSameRules(definition, await readTarget(client, definition.uri))
  const { reading, mapping } = check
  const stamp = files.stamp(check.file.fileId)
  const request = { stamp, reading, mapping, target: definition, body: bodyKind(definition) }
  const signal = new AbortController().signal
  const trial = { ...request, maxBytes: environment.limits.partBytes, maxRows: TRIAL_ROWS, signal }
  const plan = order.scope === 'all-good-rows' && partsPlan ? partsPlan : await engine.plan(trial)
  const { way, scope, onTopOf = [], importsAtOnce = false, groupId } = order
  const group = groupId ? { groupId } : {}
  const when = { now: environment.now(), limits: environment.limits }
  return newRecord(held, { client, way, scope, onTopOf, importsAtOnce, ...group, stamp, plan, ...when })
}

/** A convenience for the next time: the upload is on its way, whatever becomes of this. */
function rememberChoice(services: Services, held: HeldCheck, { connection }: EloquaClient, way: UploadWay): void {
  const { check, headers, definition } = held
  // The columns of corrected rows are named by their fields, not as in the user's own files.
  if (check.file.madeFrom?.kind === 'corrections') return
  const what = { headers, mapping: check.mapping, way }
  try {
    services.journal.rememberMapping(memoryKey(connection, definition, headers), what)
  } catch (error) {
    services.log.warn('a mapping could not be remembered', { error })
  }
}
