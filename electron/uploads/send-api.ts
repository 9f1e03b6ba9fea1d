import type { SendApi } from '../../shared/contract/calls/uploads.ts'
import { isAppError, notNow } from '../../shared/contract/errors.ts'
import { isTyped } from '../../shared/csv/csv.ts'
import { parseDefinitionUri } from '../../shared/eloqua/definition.ts'
import { TRIAL_ROWS, type Upload, type UploadWay, type WaitingRows } from '../../shared/uploads/upload.ts'
import type { ProductionWrite } from '../../shared/words/production.ts'
import { uploadReasons } from '../../shared/words/reasons.ts'
import { fileRowsWords } from '../../shared/words/upload-rows.ts'
import { confirmWrite } from '../eloqua/confirm-write.ts'
import type { EloquaClient } from '../eloqua/eloqua-client.ts'
import type { Checks, HeldCheck } from './check/checks.ts'
import { expectSameRules } from './check/definition-changes.ts'
import { memoryKey } from './check/memory-key.ts'
import { bodyKind } from './check/plan-upload.ts'
import { readTarget } from './check/read-definition.ts'
import type { UploadRecord } from './core/upload-record.ts'
import type { UploadJournal } from './journal/upload-journal.ts'
import { newRecord } from './new-record.ts'
import type { UploadDesk } from './schedule/upload-desk.ts'
import type { UploadParts } from './upload-services.ts'

type Services = UploadParts & {
  readonly checks: Checks
  readonly desk: UploadDesk
}

/** The calls that write to Eloqua. Each acts on a finished check or on an upload that waits for the user. */
export function createSendApi(services: Services): SendApi {
  const { clients, checks, desk, desktop } = services
  const begun = createBegun(desk)
  const agreed = createAgreements()
  return {
    listWaitingRows: async ({ definitionUri }) => {
      const ref = parseDefinitionUri(definitionUri)
      const client = clients.active()
      return ref ? desk.lookForWaiting(client, { connectionId: client.connection.id, definition: ref }) : []
    },
    async startUpload({ checkId, way, scope, onTopOf = [], importsAtOnce = false, shown }) {
      const held = checks.get(checkId)
      const client = clients.active()
      expectSendable(held, client, way)
      if (way === 'straight') expectAgreed(desk.waitingAt(held), onTopOf)
      const choice = { client, way, scope, onTopOf, importsAtOnce }
      const isShown = isShownCheck(held, shown)
      const uploadId = await begun.once(`${checkId} ${scope}`, async () => {
        if (!isShown) await confirmWrite(desktop, client.connection, sendingOf(held, choice))
        return begin(services, held, choice)
      })
      agreed.note(uploadId, isShown ? shown : undefined)
      return { uploadId }
    },
    async startStagedSync({ uploadId, shown }) {
      await expectStillThere(services, uploadId)
      const record = desk.find(uploadId)
      if (record && !agreed.covers(uploadId, shown)) await confirmStaged(services, record)
      await desk.startStagedSync(uploadId)
    },
    answerUpload: async ({ uploadId, choice }) => desk.answer(uploadId, choice),
    async discardStaged({ uploadId }) {
      await expectStillThere(services, uploadId)
      await desk.discard(uploadId, (record) => deleteWaiting(services, record))
    },
  }
}

/** The token of the check that each upload came from; none where main asked before it was sent. A new start of the app knows nothing. */
function createAgreements() {
  const tokens = new Map<string, string | undefined>()
  return {
    note: (uploadId: string, token: string | undefined): void => void tokens.set(uploadId, token),
    /** About rows that main asked about before they left, it does not ask again. */
    covers(uploadId: string, shown: string | undefined): boolean {
      const token = tokens.get(uploadId)
      return tokens.has(uploadId) && (token === undefined || token === shown)
    },
  }
}

/** Rows that were typed in the window could be anybody's, if the window was taken over: main asks about them itself. */
function isShownCheck({ check }: HeldCheck, shown: string | undefined): boolean {
  const { madeFrom } = check.file
  return shown !== undefined && shown === check.shown && !(madeFrom && isTyped(madeFrom))
}

function sendingOf(
  { check, definition }: HeldCheck,
  { way, scope, importsAtOnce }: Pick<Upload, 'way' | 'scope'> & { readonly importsAtOnce: boolean },
): ProductionWrite {
  const all = check.plans?.find((plan) => plan.way === way)?.rows ?? 0
  const rows = scope === 'first-50' ? Math.min(TRIAL_ROWS, all) : all
  const act = !importsAtOnce ? 'send' : definition.kind === 'import' ? 'sync' : 'act'
  return { act, definition: definition.name, rows }
}

async function confirmStaged({ clients, desktop }: Services, { connectionId, definition, parts }: UploadRecord) {
  const { connection } = await clients.forConnection(connectionId)
  const rows = parts.reduce((sum, part) => sum + (part.state === 'arrived' ? part.rows : 0), 0)
  await confirmWrite(desktop, connection, {
    act: definition.kind === 'import' ? 'sync' : 'act',
    definition: definition.name,
    rows,
  })
}

/** A colleague may have synced them meanwhile: then the upload says so, and there is nothing left to start or delete. */
async function expectStillThere({ clients, desk }: Services, uploadId: string): Promise<void> {
  const record = desk.find(uploadId)
  if (!record || !desk.waiting(record)) return
  const waiting = await desk.lookForWaiting(await clients.forConnection(record.connectionId), record)
  if (waiting.some((one) => one.uploadId === uploadId)) return
  const message = uploadReasons.importedMeanwhile
  throw notNow(message)
}

async function deleteWaiting({ clients }: Services, { connectionId, definition }: UploadRecord): Promise<void> {
  const client = await clients.forConnection(connectionId)
  try {
    await client.read({ method: 'DELETE', path: `${definition.uri}/data` })
  } catch (error) {
    // With a definition that is gone went whatever waited there.
    if (!isAppError(error) || (error.code !== 'not-found' && error.code !== 'gone')) throw error
  }
}

/** Rows that are staged there would be applied by the sync of this file: that is the user's to choose, not an accident. */
function expectAgreed(waiting: readonly WaitingRows[], onTopOf: readonly string[]): void {
  const unseen = waiting.filter(({ uploadId }) => !onTopOf.includes(uploadId))
  if (unseen.length === 0) return
  const rows = fileRowsWords(unseen.map((one) => ({ ...one, rows: one.rows || one.doubtfulRows })))
  const message = uploadReasons.rowsWait(rows)
  throw notNow(message)
}

/** A second press of the button must not send the file a second time. */
function createBegun(desk: UploadDesk) {
  const begun = new Map<string, string | undefined>()
  return {
    async once(key: string, start: () => Promise<string>): Promise<string> {
      const earlier = begun.get(key)
      const isGoingOn = begun.has(key) && (earlier === undefined || desk.find(earlier)?.phase !== 'ended')
      if (isGoingOn) throw notNow(uploadReasons.alreadySending)
      begun.set(key, undefined)
      try {
        const uploadId = await start()
        begun.set(key, uploadId)
        return uploadId
      } catch (error) {
        begun.delete(key)
        throw error
      }
    },
  }
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

async function begin(
  services: Services,
  held: HeldCheck,
  choice: Omit<Parameters<typeof newRecord>[1], 'stamp' | 'plan' | 'now' | 'limits'>,
): Promise<string> {
  const { engine, files, desk, environment } = services
  const { client, way, scope } = choice
  const { check, headers, definition, partsPlan } = held
  expectSameRules(definition, await readTarget(client, definition.uri))
  const { reading, mapping } = check
  const stamp = files.stamp(check.file.fileId)
  const request = { stamp, reading, mapping, target: definition, body: bodyKind(definition) }
  const signal = new AbortController().signal
  const trial = { ...request, maxBytes: environment.limits.partBytes, maxRows: TRIAL_ROWS, signal }
  const plan = scope === 'all-good-rows' && partsPlan ? partsPlan : await engine.plan(trial)
  const record = newRecord(held, { ...choice, stamp, plan, now: environment.now(), limits: environment.limits })
  desk.start(record)
  // The columns of corrected rows are named by their fields, not as in the user's own files.
  if (check.file.madeFrom?.kind !== 'corrections')
    rememberChoice(services, memoryKey(client.connection, definition, headers), { headers, mapping, way })
  return record.uploadId
}

/** A convenience for the next time: the upload is on its way, whatever becomes of this. */
function rememberChoice({ journal, log }: Services, ...what: Parameters<UploadJournal['rememberMapping']>): void {
  try {
    journal.rememberMapping(...what)
  } catch (error) {
    log.warn('a mapping could not be remembered', { error })
  }
}
