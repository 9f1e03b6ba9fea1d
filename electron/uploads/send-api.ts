import { AppError } from '../../shared/errors.ts'
import { TRIAL_ROWS, type Upload, type UploadWay } from '../../shared/upload.ts'
import type { EloquaClient } from '../eloqua/eloqua-client.ts'
import type { Checks, HeldCheck } from './checks.ts'
import type { Corrections } from './corrections.ts'
import { isDiskTrouble } from './disk-trouble.ts'
import { memoryKey } from './memory-key.ts'
import { newRecord } from './new-record.ts'
import { bodyKind, PART_LIMITS } from './plan-upload.ts'
import type { SendApi, UploadServices } from './upload-api.ts'
import type { UploadDesk } from './upload-desk.ts'
import type { UploadJournal } from './upload-journal.ts'

type Services = UploadServices & {
  readonly journal: UploadJournal
  readonly checks: Checks
  readonly desk: UploadDesk
  readonly corrections: Corrections
}

/** The calls that write to Eloqua. Each acts on a finished check or on an upload that waits for the user. */
export function createSendApi(services: Services): SendApi {
  const { clients, journal, checks, desk } = services
  const begun = createBegun(desk)
  return {
    async startUpload({ checkId, way, scope }) {
      const held = checks.get(checkId)
      const client = clients.active()
      expectSendable(held, client, way)
      const uploadId = await begun.once(`${checkId} ${scope}`, () => begin(services, held, { client, way, scope }))
      return { uploadId }
    },
    startStagedSync: async ({ uploadId }) => desk.startStagedSync(uploadId),
    answerUpload: async ({ uploadId, choice }) => desk.answer(uploadId, choice),
    async discardStaged({ uploadId }) {
      const record = journal.find(uploadId)
      if (record?.phase !== 'staged')
        throw new AppError({ code: 'not-allowed-now', message: 'Nothing of this upload is waiting.' })
      const client = await clients.forConnection(record.connectionId)
      await client.read({ method: 'DELETE', path: `${record.definition.uri}/data` })
      desk.discarded(uploadId)
    },
  }
}

/** A second press of the button must not send the file a second time. */
function createBegun(desk: UploadDesk) {
  const begun = new Map<string, string | undefined>()
  return {
    async once(key: string, start: () => Promise<string>): Promise<string> {
      const earlier = begun.get(key)
      const isGoingOn = begun.has(key) && (earlier === undefined || desk.find(earlier)?.phase !== 'ended')
      if (isGoingOn) throw new AppError({ code: 'not-allowed-now', message: 'This file is already being sent.' })
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
    throw new AppError({ code: 'not-allowed-now', message: 'This file cannot be sent that way. Check it first.' })
  }
  if (client.connection.id !== held.connectionId) {
    throw new AppError({
      code: 'not-allowed-now',
      message: 'The connection was switched after the check. Check the file again.',
    })
  }
}

async function begin(
  { engine, files, journal, desk, corrections, limits = PART_LIMITS, now = () => new Date() }: Services,
  held: HeldCheck,
  { client, way, scope }: { client: EloquaClient; way: UploadWay; scope: Upload['scope'] },
): Promise<string> {
  const { check, headers, definition, partsPlan } = held
  const { reading, mapping } = check
  const stamp = files.stamp(check.file.fileId)
  const request = { stamp, reading, mapping, target: definition, body: bodyKind(definition) }
  const signal = new AbortController().signal
  const trial = { ...request, maxBytes: limits.partBytes, maxRows: TRIAL_ROWS, signal }
  const plan = scope === 'all-good-rows' && partsPlan ? partsPlan : await engine.plan(trial)
  const record = newRecord(held, { client, stamp, plan, way, scope, now: now(), limits })
  desk.start(record)
  if (!corrections.owns(stamp.path))
    rememberChoice(journal, memoryKey(client.connection, definition), { headers, mapping, way })
  return record.uploadId
}

/** A convenience for the next time: that it cannot be kept is no reason not to send. */
function rememberChoice(journal: UploadJournal, ...what: Parameters<UploadJournal['rememberMapping']>): void {
  try {
    journal.rememberMapping(...what)
  } catch (error) {
    if (!isDiskTrouble(error)) throw error
  }
}
