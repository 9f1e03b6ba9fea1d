import type { SendApi } from '../../shared/contract/calls/uploads.ts'
import { isAppError, notNow } from '../../shared/contract/errors.ts'
import { parseDefinitionUri } from '../../shared/eloqua/definition.ts'
import { uploadReasons } from '../../shared/words/reasons.ts'
import { confirmWrite } from '../eloqua/confirm-write.ts'
import type { Checks } from './check/checks.ts'
import type { UploadRecord } from './core/upload-record.ts'
import type { UploadDesk } from './schedule/upload-desk.ts'
import { createSending } from './sending.ts'
import type { UploadParts } from './upload-services.ts'

type Services = UploadParts & {
  readonly checks: Checks
  readonly desk: UploadDesk
}

/** The calls that write to Eloqua. Each acts on a finished check or on an upload that waits for the user. */
export function createSendApi(services: Services): SendApi {
  const { clients, desk } = services
  const agreed = createAgreements()
  const sending = createSending(services, agreed.note)
  return {
    listWaitingRows: async ({ definitionUri }) => {
      const ref = parseDefinitionUri(definitionUri)
      const client = clients.active()
      return ref ? desk.lookForWaiting(client, { connectionId: client.connection.id, definition: ref }) : []
    },
    startUpload: async (order) => ({ uploadId: await sending.start(order) }),
    startUploads: ({ groupId, files }) => sending.startAll(files.map((order) => ({ ...order, groupId }))),
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
