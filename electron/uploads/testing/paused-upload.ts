import { memoryFolder } from './memory-folder.ts'
import { ownDefinitions, shareSimulator } from './shared-world.ts'
import type { UploadWorld } from './upload-world.ts'
import { press, sandboxClient, settled } from './waiting-world.ts'

const cut = { partBytes: 190, batchBytes: 4_000 }

/** Twelve rows in parts of two or three; three parts to a private copy, all of them in one batch where it goes straight. */
export function limitsOf(way: 'straight' | 'private-copy') {
  return { ...cut, batchParts: way === 'straight' ? 40 : 3 }
}

export function transferOf(w: UploadWorld, uploadId: string) {
  const found = w.transfers.list().find((one) => one.uploadId === uploadId)
  if (!found) throw new Error('There is no such transfer.')
  return found
}

interface Begun {
  readonly way: 'straight' | 'private-copy'
  readonly isAuto?: boolean
  /** The step at which the user presses Pause, and how often it is passed before. */
  readonly at: string
  readonly nth?: number
  readonly now?: () => Date
  readonly folder?: string
}

/** Uploads that their user pauses. */
export function pausingWorld(letter: string) {
  const share = shareSimulator()
  const ownDefinition = ownDefinitions(share, letter)
  const client = () => sandboxClient(share.simulator.origin)
  return {
    share,
    ownDefinition,
    client,
    posts: (path: string) => share.simulator.control.requests.list({ method: 'POST', path }).length,
    /** An upload whose user presses Pause at a step; comes back when it has come to rest. */
    async paused({ way, isAuto = false, at, nth = 1, now, folder = memoryFolder('pause-') }: Begun) {
      const { uri, csv, applied } = await ownDefinition(isAuto)
      let uploadId = ''
      let seen = 0
      const reached = (step: string) => {
        if (step === at && ++seen === nth) press(w, uploadId, 'pause')
      }
      const after = { simulator: share.simulator, folder }
      const services = { limits: limitsOf(way), reached, ...(now ? { now } : {}) }
      const w = await share.world({ after, client, services })
      const { checkId } = await w.check(uri, csv)
      uploadId = (await w.api.startUpload({ checkId, way, scope: 'all-good-rows' })).uploadId
      return { w, uri, uploadId, applied, folder, upload: await settled(w, uploadId) }
    },
  }
}
