import { join } from 'node:path'
import type { AppInfo } from '../shared/contract/app-info.ts'
import type { Api } from '../shared/contract/ipc.ts'
import type { Transfer } from '../shared/contract/transfer.ts'
import type { Appearance } from '../shared/contract/window-settings.ts'
import type { Network } from './connections/client-book.ts'
import { createConnections } from './connections/connections.ts'
import { createCsvEngine } from './csv/worker/csv-engine.ts'
import { createDefinitionApi } from './definitions/definition-api.ts'
import { uploadsAt } from './definitions/uploads-at.ts'
import type { Desktop, Publish, SignInDesktop } from './platform/desktop.ts'
import type { ForkHelper } from './platform/helper-link.ts'
import { openLeftovers } from './platform/leftovers.ts'
import type { Log } from './platform/logger.ts'
import { createAskedRuns } from './runs/query/asked-runs.ts'
import { createRunQuestions } from './runs/query/run-questions.ts'
import { createResultApi } from './runs/result-api.ts'
import { createRuns, type Runs } from './runs/run-api.ts'
import { createRunSaves } from './runs/save/save-api.ts'
import { createAppApi } from './shell/app-api.ts'
import { createInstallation, type Installation, type RuntimeParts } from './shell/self-test/installation.ts'
import { keepWindowSettings } from './shell/window-settings.ts'
import { createSupportApi } from './support/support-api.ts'
import { createSyncApi } from './syncs/sync-api.ts'
import { createTransferApi } from './transfers/transfer-api.ts'
import { createTransferBook } from './transfers/transfer-book.ts'
import type { SourceFiles } from './uploads/check/source-files.ts'
import { createUploadService } from './uploads/upload-api.ts'

export interface ServicesOptions {
  readonly info: AppInfo
  /** The folder for everything Bulkdesk remembers. */
  readonly userData: string
  readonly practicePassword?: string
  readonly desktop: Desktop
  readonly signInDesktop: SignInDesktop
  readonly publish: Publish
  readonly network: Network
  readonly runtime: RuntimeParts
  readonly forkHelper: ForkHelper
  /** Opens a file of rows in the program of the system. */
  readonly openDataFile: (path: string) => Promise<void>
  /** What separates cells in the CSV files of this computer's Excel. */
  readonly listSeparator: ',' | ';'
  readonly files: SourceFiles
  readonly log: Log
  readonly onAppearance: (appearance: Appearance) => void
  /** Told of all transfers whenever one of them changes. */
  readonly onTransfers: (transfers: readonly Transfer[]) => void
  /** Tells of the end of the computer's sleep. */
  readonly onWake: (listener: () => void) => void
}

export interface Services {
  readonly api: Api
  /** What is going on, for the question before quitting. */
  transfers(): readonly Transfer[]
  /** Tries whether this installation works. */
  readonly installation: Installation
  /** Lets go of what the services hold: threads, databases. */
  stop(): Promise<void>
}

/** Puts the services together; each implements its share of the contract. */
export function createServices(options: ServicesOptions): Services {
  const { userData, desktop, publish, files, log } = options
  const settings = keepWindowSettings(options)
  const transfers = createTransferBook((event, payload) => {
    publish(event, payload)
    options.onTransfers(transfers.list())
  })
  const connections = createConnections({
    ...options,
    loginUrl: options.info.loginUrl,
    onSignedIn: (connectionId) => uploads.goOn(connectionId),
  })
  const { clients } = connections
  const engine = createCsvEngine({ log })
  const uploads = createUploadService({ clients, engine, publish, desktop, transfers, files, userData, log })
  const questions = createRunQuestions({
    ...{ forkHelper: options.forkHelper, folder: join(userData, 'questions'), log },
    runs: createAskedRuns(
      () => runs.shelf,
      (runId, numbers) => runs.readNumbers(runId, numbers),
    ),
  })
  const runs: Runs = createRuns({
    ...{ clients, publish, desktop, log },
    folder: join(userData, 'runs'),
    views: () => questions.views,
  })
  const leftovers = openLeftovers(join(userData, 'unfinished-files.json'), log)
  const saves = createRunSaves({
    ...{ runs, transfers, leftovers, desktop, log },
    ...{ openDataFile: options.openDataFile, separator: options.listSeparator, takeFile: files.take },
    saveParquet: questions.saveParquet,
    listFolder: join(userData, 'lists'),
  })
  const transferApi = createTransferApi({ transfers, desktop })
  const counted = { ...connections.api, ...settings.api, ...uploads.api, ...transferApi }
  const keychainStatus = () => connections.api.getKeychainStatus()
  const installation = createInstallation({ ...options, keychainStatus })
  uploads.resume()
  return {
    api: {
      ...createAppApi(options),
      ...settings.api,
      ...connections.api,
      async forgetConnection(request) {
        const { connections: before } = await connections.api.listConnections()
        await connections.api.forgetConnection(request)
        const { connections: left } = await connections.api.listConnections()
        const gone = before.find(({ id }) => id === request.id)
        if (gone) settings.forgetCompany(gone, left)
      },
      ...createSyncApi({ clients, publish, desktop, userData, log, onWake: options.onWake }),
      ...createDefinitionApi({ clients, desktop, userData, uploadsAt: uploadsAt(uploads.api) }),
      ...createResultApi({
        ...{ clients, publish, desktop, transfers, log },
        leftovers,
      }),
      ...runs.api,
      ...saves.api,
      ...questions.api,
      ...uploads.api,
      ...transferApi,
      ...createSupportApi({ ...options, counted }),
      ...installation.api,
    },
    transfers: transfers.list,
    installation,
    async stop() {
      settings.close()
      await runs.close()
      saves.close()
      questions.stop()
      await connections.stop()
      uploads.close()
    },
  }
}
