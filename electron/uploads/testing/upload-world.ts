import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Events } from '../../../shared/contract/events.ts'
import type { SourceFile } from '../../../shared/csv/csv.ts'
import type { Upload, UploadWay } from '../../../shared/uploads/upload.ts'
import type { NativeQuestion } from '../../../shared/words/production.ts'
import { type Simulator, startSimulator } from '../../../simulator/simulator.ts'
import { createCsvEngine } from '../../csv/worker/csv-engine.ts'
import type { EloquaClient } from '../../eloqua/eloqua-client.ts'
import { createTestClient } from '../../eloqua/http/testing/test-client.ts'
import { ABSENT_DESKTOP, type Desktop } from '../../platform/desktop.ts'
import { SILENT_LOG } from '../../testing/memory-log.ts'
import { createTransferBook } from '../../transfers/transfer-book.ts'
import { createSourceFiles } from '../check/source-files.ts'
import type { UploadEnvironment } from '../environment.ts'
import { createUploadService } from '../upload-api.ts'
import type { UploadServices } from '../upload-services.ts'
import { memoryFolder } from './memory-folder.ts'

export type UploadWorld = Awaited<ReturnType<typeof openUploadWorld>>

interface WorldOptions {
  /** Another run of the app on the same folder and server: what a restart looks like. */
  readonly after?: { readonly simulator: Simulator; readonly folder: string }
  readonly client?: (origin: string) => EloquaClient
  readonly services?: Partial<UploadServices & UploadEnvironment>
}

/** The real upload service on the real simulator, with real files in a folder of its own; only waiting is cut short. */
export async function openUploadWorld({ after, client: makeClient, services }: WorldOptions = {}) {
  const simulator = after?.simulator ?? (await startSimulator({ speed: 'instant' }))
  const folder = after?.folder ?? memoryFolder('uploads-')
  const client = makeClient?.(simulator.origin) ?? createTestClient(simulator.origin)
  const savePaths: string[] = []
  const notices: string[] = []
  const questions: NativeQuestion[] = []
  const answers = { goAhead: true }
  const desktop: Desktop = {
    ...ABSENT_DESKTOP,
    askSavePath: async () => savePaths.shift(),
    confirm: async (question) => questions.push(question) > 0 && answers.goAhead,
    notify: ({ title }) => void notices.push(title),
  }
  const listeners = new Set<() => void>()
  const publish = <E extends keyof Events>(_event: E, _payload: Events[E]) => {
    for (const listener of listeners) listener()
  }
  const transfers = createTransferBook(publish)
  const files = createSourceFiles()
  const service = createUploadService({
    clients: { active: () => client, forConnection: async () => client },
    engine: createCsvEngine({ log: SILENT_LOG }),
    publish,
    desktop,
    transfers,
    files,
    userData: join(folder, 'data'),
    log: SILENT_LOG,
    // Long enough for a simulated sync to end, short enough to test with.
    environment: { sleep: () => new Promise((resolve) => setTimeout(resolve, 5)), ...environmentIn(services) },
    ...services,
  })
  const { api } = service

  /** Resolves with the first value that is not undefined; looks again whenever main tells something. */
  async function until<T>(look: () => Promise<T | undefined>, ms = 20_000): Promise<T> {
    const end = Date.now() + ms
    for (;;) {
      const found = await look()
      if (found !== undefined) return found
      if (Date.now() > end) throw new Error('waited too long')
      await new Promise<void>((resolve) => {
        const go = () => {
          clearTimeout(timer)
          listeners.delete(go)
          resolve()
        }
        const timer = setTimeout(go, 50)
        listeners.add(go)
      })
    }
  }

  async function check(targetUri: string, content: string | Uint8Array, name = 'rows.csv') {
    const path = join(folder, name)
    writeFileSync(path, content)
    return checkFile(targetUri, await files.take(path))
  }

  async function checkFile(targetUri: string, file: SourceFile) {
    const look = await api.takeFirstLook({ fileId: file.fileId })
    const proposal = await api.proposeMapping({ targetUri, headers: look.headers })
    const { checkId } = await api.startCheck({
      fileId: file.fileId,
      targetUri,
      reading: look.reading,
      mapping: proposal.mapping,
    })
    return until(async () => {
      const found = await api.getCheck({ checkId })
      return found.state === 'reading' ? undefined : found
    })
  }

  /** Until it ends or waits for the user. */
  function atRest(uploadId: string): Promise<Upload> {
    return until(async () => {
      const upload = await api.getUpload({ uploadId })
      return ['done', 'stopped', 'staged', 'needs-you'].includes(upload.state) ? upload : undefined
    })
  }

  async function send(
    targetUri: string,
    content: string | Uint8Array,
    way: UploadWay,
    scope: Upload['scope'] = 'all-good-rows',
  ) {
    const done = await check(targetUri, content)
    if (!done.report) throw new Error(`The check failed: ${JSON.stringify(done.error)}`)
    const { uploadId } = await api.startUpload({ checkId: done.checkId, way, scope })
    return { uploadId, upload: await atRest(uploadId) }
  }

  return {
    simulator,
    folder,
    client,
    service,
    api,
    transfers,
    files,
    savePaths,
    notices,
    questions,
    answers,
    until,
    check,
    checkFile,
    atRest,
    send,
  }
}

/** Tests give time, chance and limits beside the services. */
function environmentIn(services: Partial<UploadEnvironment> = {}): Partial<UploadEnvironment> {
  const { now, elapsed, random, sleep, reached, limits, lookElsewhereMs } = services
  const given = { now, elapsed, random, sleep, reached, limits, lookElsewhereMs }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}
