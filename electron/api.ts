import { join } from 'node:path'
import type { AppInfo } from '../shared/contract/app-info.ts'
import type { Api } from '../shared/contract/ipc.ts'
import type { Transfer } from '../shared/contract/transfer.ts'
import type { Appearance } from '../shared/contract/window-settings.ts'
import type { SyncIndexState } from '../shared/eloqua/sync-index.ts'
import type { Network } from './connections/client-book.ts'
import { createConnections } from './connections/connections.ts'
import { createCsvEngine } from './csv/worker/csv-engine.ts'
import { createDefinitionApi } from './definitions/definition-api.ts'
import { uploadsAt } from './definitions/uploads-at.ts'
import type { Clients } from './eloqua/eloqua-client.ts'
import { watchedNetwork } from './eloqua/http/watched-network.ts'
import { taggedClients } from './eloqua/tagged-clients.ts'
import { createJobService, type JobService } from './jobs/job-service.ts'
import type { Desktop, Publish, SignInDesktop } from './platform/desktop.ts'
import type { ForkHelper } from './platform/helper-link.ts'
import { type Leftovers, openLeftovers } from './platform/leftovers.ts'
import type { Log } from './platform/logger.ts'
import { createRequests } from './requests/request-api.ts'
import { createAskedRuns } from './runs/query/asked-runs.ts'
import { createRunQuestions } from './runs/query/run-questions.ts'
import { createResultApi } from './runs/result-api.ts'
import { createRowFiles } from './runs/row-files.ts'
import { createRuns, type Runs } from './runs/run-api.ts'
import { createRunSaves } from './runs/save/save-api.ts'
import { createAppApi } from './shell/app-api.ts'
import { createInstallation, type Installation, type RuntimeParts } from './shell/self-test/installation.ts'
import { type KeptSettings, keepWindowSettings } from './shell/window-settings.ts'
import { createSupportApi } from './support/support-api.ts'
import { createSyncIndexes, type SyncIndexes } from './syncs/index/sync-indexes.ts'
import { createSyncApi } from './syncs/sync-api.ts'
import { type LostFiles, noteLostFiles } from './transfers/lost-files.ts'
import { createTransferApi } from './transfers/transfer-api.ts'
import { createTransferBook, type TransferBook } from './transfers/transfer-book.ts'
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
  /** Asks the user for a folder; undefined when the dialog was closed. */
  readonly askFolder: () => Promise<string | undefined>
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
export function createServices(given: ServicesOptions): Services {
  const lost = noteLostFiles(given.log)
  const options = { ...given, log: lost.log }
  const parts = openParts(options)
  lost.tellAt({ transfers: parts.transfers, desktop: options.desktop })
  const { settings, transfers, connections, engine, uploads, results, installation, jobs, indexes } = parts
  const transferApi = createTransferApi({ transfers, desktop: options.desktop })
  const counted = { ...connections.api, ...settings.api, ...uploads.api, ...transferApi }
  uploads.resume()
  void takeUp(parts, connections.api, lost)
  return {
    api: {
      ...createAppApi(options),
      ...settings.api,
      ...connections.api,
      forgetConnection: (request) => forgetConnection(connections.api, { settings, jobs, indexes }, request),
      ...createInstanceApis(options, parts),
      ...results.api,
      ...uploads.api,
      ...jobs.api,
      ...transferApi,
      ...createSupportApi({ ...options, counted }),
      ...installation.api,
    },
    transfers: transfers.list,
    installation,
    async stop() {
      settings.close()
      await jobs.stop()
      await results.close()
      indexes.close()
      await connections.stop()
      uploads.close()
      await engine.stop()
    },
  }
}

/** The services that hold something open. */
function openParts(options: ServicesOptions) {
  const { userData, desktop, publish, files, log } = options
  const settings = keepWindowSettings(options)
  const transfers = createTransferBook((event, payload) => {
    publish(event, payload)
    options.onTransfers(transfers.list())
  })
  const requests = createRequests(options)
  const connections = createConnections({
    ...options,
    network: watchedNetwork(options.network, requests.watch),
    loginUrl: options.info.loginUrl,
    onSignedIn(connectionId) {
      uploads.goOn(connectionId)
      jobs.goOn(connectionId)
    },
  })
  const { clients } = connections
  const engine = createCsvEngine({ log })
  const uploads = createUploadService({
    ...{ engine, publish, desktop, transfers, files, userData, log },
    clients: taggedClients(clients, 'uploads'),
  })
  const leftovers = openLeftovers(join(userData, 'unfinished-files.json'), log)
  const indexes = openIndexes(options)
  const results = openResults(options, { clients: taggedClients(clients, 'results'), transfers, leftovers })
  const jobs: JobService = createJobService({
    ...{ ...options, transfers, rowFiles: results.rowFiles },
    clients: taggedClients(clients, 'jobs'),
  })
  const installation = createInstallation({ ...options, keychainStatus: () => connections.api.getKeychainStatus() })
  return {
    ...{ requests, settings, transfers, connections, engine, uploads },
    ...{ leftovers, results, installation, jobs, indexes },
  }
}

interface Around {
  readonly clients: Clients
  readonly transfers: TransferBook
  readonly leftovers: Leftovers
}

/** Runs of fetched rows: what they are, what is asked of them, and how they are saved. */
function openResults(options: ServicesOptions, { clients, transfers, leftovers }: Around) {
  const { userData, desktop, publish, files, log, forkHelper, openDataFile, listSeparator } = options
  const questions = createRunQuestions({
    ...{ forkHelper, folder: join(userData, 'questions'), log },
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
  const saves = createRunSaves({
    ...{ runs, transfers, leftovers, desktop, log },
    ...{ openDataFile, separator: listSeparator, takeFile: files.take },
    saveParquet: questions.saveParquet,
    listFolder: join(userData, 'lists'),
  })
  const { saveParquet } = questions
  return {
    api: { ...runs.api, ...saves.api, ...questions.api },
    rowFiles: createRowFiles({ runs, leftovers, saveParquet, separator: listSeparator, log }),
    async close(): Promise<void> {
      await runs.close()
      saves.close()
      questions.stop()
    },
  }
}

/** What is asked of the Eloqua instance in use. */
function createInstanceApis(
  { userData, desktop, publish, log, onWake }: ServicesOptions,
  { connections: { clients }, requests, transfers, uploads, leftovers, indexes }: ReturnType<typeof openParts>,
) {
  return {
    ...createSyncApi({ clients: taggedClients(clients, 'syncs'), publish, desktop, userData, indexes, log, onWake }),
    ...createDefinitionApi({
      ...{ desktop, userData, log },
      clients: taggedClients(clients, 'definitions'),
      uploadsAt: uploadsAt(uploads.api),
    }),
    ...createResultApi({ clients: taggedClients(clients, 'results'), publish, desktop, transfers, log, leftovers }),
    ...requests.api(clients),
  }
}

/** Takes up what was left: due jobs go on, and what a removed connection left behind is removed. */
async function takeUp(
  { jobs, indexes }: Pick<ForgottenParts, 'indexes'> & { readonly jobs: JobService },
  api: Pick<Api, 'listConnections'>,
  lost: LostFiles,
): Promise<void> {
  const { connections } = await api.listConnections()
  const ids = connections.map(({ id }) => id)
  // Without their list nothing says which connections were removed: the user may restore the list.
  if (lost.has('connections.json')) return
  jobs.resume(ids)
  indexes.keepOnly(ids)
}

/** The syncs of each connection, without row data. */
function openIndexes({ userData, publish, log }: ServicesOptions): SyncIndexes {
  const onChange = (state: SyncIndexState) => publish('sync-index-changed', state)
  return createSyncIndexes({ folder: join(userData, 'syncs'), log, onChange })
}

interface ForgottenParts {
  readonly settings: Pick<KeptSettings, 'forgetCompany'>
  readonly jobs: Pick<JobService, 'forget'>
  readonly indexes: Pick<SyncIndexes, 'keepOnly'>
}

/** With a connection go its saved jobs and its index of syncs. With a company's last connection go the settings that the window kept for the company. */
async function forgetConnection(
  api: Pick<Api, 'listConnections' | 'forgetConnection'>,
  { settings, jobs, indexes }: ForgottenParts,
  request: Parameters<Api['forgetConnection']>[0],
): Promise<void> {
  const { connections: before } = await api.listConnections()
  await api.forgetConnection(request)
  jobs.forget(request.id)
  const { connections: left } = await api.listConnections()
  const gone = before.find(({ id }) => id === request.id)
  if (gone) settings.forgetCompany(gone, left)
  indexes.keepOnly(left.map(({ id }) => id))
}
