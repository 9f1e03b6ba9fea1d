import { AppError } from '../../shared/errors.ts'
import { TRIAL_ROWS } from '../../shared/upload.ts'
import type { Checks } from './checks.ts'
import { memoryKey } from './memory-key.ts'
import { newRecord } from './new-record.ts'
import { bodyKind, MAX_PART_BYTES } from './plan-upload.ts'
import type { SendApi, UploadServices } from './upload-api.ts'
import type { UploadDesk } from './upload-desk.ts'
import type { UploadJournal } from './upload-journal.ts'

type Services = UploadServices & { readonly journal: UploadJournal; readonly checks: Checks; readonly desk: UploadDesk }

/** The calls that write to Eloqua. Each acts on a finished check or on an upload that waits for the user. */
export function createSendApi(services: Services): SendApi {
  const { clients, engine, files, journal, checks, desk } = services
  return {
    async startUpload({ checkId, way, scope }) {
      const held = checks.get(checkId)
      const { check } = held
      const client = clients.active()
      if (check.state !== 'done' || !check.plans?.some((plan) => plan.way === way) || !held.partsPlan) {
        throw new AppError({ code: 'not-allowed-now', message: 'This file cannot be sent that way. Check it first.' })
      }
      if (client.connection.id !== held.connectionId) {
        throw new AppError({
          code: 'not-allowed-now',
          message: 'The connection was switched after the check. Check the file again.',
        })
      }
      const stamp = files.stamp(check.file.fileId)
      const plan = scope === 'all-good-rows' ? held.partsPlan : await planTrial()
      const record = newRecord(held, { client, stamp, plan, way, scope, now: new Date() })
      const headers = held.headers
      journal.rememberMapping(memoryKey(client.connection, held.definition), { headers, mapping: check.mapping, way })
      desk.start(record)
      return { uploadId: record.uploadId }

      function planTrial() {
        const { reading, mapping } = check
        const signal = new AbortController().signal
        const body = bodyKind(held.definition)
        return engine.plan({
          stamp,
          reading,
          mapping,
          target: held.definition,
          body,
          maxBytes: MAX_PART_BYTES,
          maxRows: TRIAL_ROWS,
          signal,
        })
      }
    },
    startStagedSync: async ({ uploadId }) => desk.startStagedSync(uploadId),
    answerUpload: async ({ uploadId, choice }) => desk.answer(uploadId, choice),
    async discardStaged({ uploadId }) {
      const record = journal.find(uploadId)
      if (record?.phase !== 'staged')
        throw new AppError({ code: 'not-allowed-now', message: 'Nothing of this upload is waiting.' })
      const client = await clients.forConnection(record.connectionId)
      await client.read({ method: 'DELETE', path: `${record.definition.uri}/data` })
      desk.cancel(uploadId)
    },
  }
}
