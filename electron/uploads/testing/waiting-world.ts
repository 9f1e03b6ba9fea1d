import type { Connection } from '../../../shared/contract/connection.ts'
import { createTestClient, TEST_CONNECTION } from '../../eloqua/http/testing/test-client.ts'
import { memoryFolder } from './memory-folder.ts'
import { ownDefinitions, shareSimulator } from './shared-world.ts'
import type { UploadWorld } from './upload-world.ts'

/** A client of a sandbox: what waits there outlives the run of the app, unlike on the practice instance. */
export function sandboxClient(origin: string, environment: Connection['environment'] = 'sandbox') {
  return createTestClient(origin, { connection: { ...TEST_CONNECTION, environment } })
}

/** A second file for the same definition, with rows of its own. */
export const another = (csv: string) => csv.replaceAll(/^W/gm, 'V')

/** Sends a file straight to a definition, on top of what the user agreed to. */
export async function sendOnTop(
  w: UploadWorld,
  { uri, csv, name = 'second.csv' }: { readonly uri: string; readonly csv: string; readonly name?: string },
  onTopOf?: readonly string[],
): Promise<string> {
  const { checkId } = await w.check(uri, csv, name)
  const agreed = onTopOf ? { onTopOf } : {}
  const { uploadId } = await w.api.startUpload({ checkId, way: 'straight', scope: 'all-good-rows', ...agreed })
  return uploadId
}

/** The upload once nothing is at work any more. */
export async function settled(w: UploadWorld, uploadId: string) {
  await w.service.settled()
  return w.api.getUpload({ uploadId })
}

/** What the buttons of its row in the transfers panel do. */
export function press(w: UploadWorld, uploadId: string, button: 'pause' | 'resume' | 'cancel'): void {
  const transfer = w.transfers.list().find((one) => one.uploadId === uploadId)
  w.transfers.actions(transfer?.transferId ?? '')?.[button]?.()
}

/** Uploads whose rows wait at definitions of their own. */
export function waitingWorld() {
  const share = shareSimulator()
  const ownDefinition = ownDefinitions(share, 'W')
  const client = () => sandboxClient(share.simulator.origin)
  return {
    share,
    ownDefinition,
    client,
    staged: (uri: string) => share.simulator.control.staged(uri).uploads,
    /** Twelve rows of `first.csv` wait; its upload is staged, or was cancelled. */
    async oneWaits(state: 'staged' | 'cancelled' = 'staged') {
      const { uri, csv, applied } = await ownDefinition()
      const folder = memoryFolder('waiting-')
      const w = await share.world({ after: { simulator: share.simulator, folder }, client })
      const uploadId = await sendOnTop(w, { uri, csv, name: 'first.csv' }, [])
      await w.atRest(uploadId)
      if (state === 'cancelled') press(w, uploadId, 'cancel')
      await w.service.settled()
      return { w, uri, csv, applied, uploadId, folder }
    },
  }
}
