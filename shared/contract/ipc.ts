import type { Encoding, FirstLook, Mapping, Reading, SourceFile } from '../csv/csv.ts'
import type { Definition, DefinitionKind } from '../eloqua/definition.ts'
import type { SyncLog, SyncReject } from '../eloqua/eloqua.ts'
import type { ListPage, Sync, SyncFigures } from '../eloqua/sync.ts'
import type { Check, RefusedRow, Upload, UploadChoice, UploadWay, WaitingRows } from '../uploads/upload.ts'
import type { Connection, ConnectionsState, Environment, KeychainStatus, SignInRequest } from './connection.ts'
import type { CellPlace, ResultPage } from './result-page.ts'
import type { Transfer } from './transfer.ts'
import type { SettingsChange, WindowSettings } from './window-settings.ts'

/**
 * Everything the window can ask of main. The method's name is the channel's name; each takes one
 * plain object or nothing. Adding a call touches this interface, METHODS, the argument schema and
 * the implementation, and the compiler names the one that was forgotten.
 */
export interface Api {
  getAppInfo(): Promise<AppInfo>
  openHelp(request: { page: HelpPage }): Promise<void>
  getWindowSettings(): Promise<WindowSettings>
  /** Kept over a restart; what is not named stays as it is. */
  changeWindowSettings(request: SettingsChange): Promise<void>

  listConnections(): Promise<ConnectionsState>
  getKeychainStatus(): Promise<KeychainStatus>
  signIn(request: SignInRequest): Promise<Connection>
  /** A saved connection whose password is gone or was refused: give it again. */
  signInAgain(request: { id: string; password: string; keep: 'keychain' | 'session' }): Promise<Connection>
  switchConnection(request: { id: string }): Promise<Connection>
  editConnection(request: {
    id: string
    label: string
    environment: Exclude<Environment, 'practice'>
  }): Promise<Connection>
  signOut(): Promise<void>
  forgetConnection(request: { id: string }): Promise<void>
  openPractice(): Promise<Connection>

  listDefinitions(request: {
    kinds: readonly DefinitionKind[]
    search: string
    limit: number
  }): Promise<readonly Definition[]>
  getDefinition(request: { uri: string }): Promise<Definition>

  listSyncs(request: { offset: number; limit: number; status?: string }): Promise<ListPage<Sync>>
  getSync(request: { id: number }): Promise<Sync>
  getSyncFigures(request: { id: number }): Promise<SyncFigures>
  listSyncLogs(request: { id: number }): Promise<readonly SyncLog[]>
  listSyncRejects(request: { id: number; offset: number; limit: number }): Promise<ListPage<SyncReject>>
  startSync(request: { definitionUri: string; callbackUrl?: string }): Promise<Sync>
  copyText(request: { text: string }): Promise<void>
  copyAsCurl(request: { method: 'GET' | 'POST'; path: string; body?: string }): Promise<void>

  openResultPage(request: { syncId: number; offset: number; limit: number }): Promise<ResultPage>
  /** At most MAX_WINDOW_ROWS rows; `from` is 0-based within the page. Cells are text, in the page's column order. */
  readRows(request: { pageId: string; from: number; count: number }): Promise<readonly (readonly string[])[]>
  findInPage(request: {
    pageId: string
    text: string
    after?: CellPlace
    columns: readonly number[]
  }): Promise<CellPlace | null>
  /** Puts cells on the clipboard as spreadsheet text and says how many. Rows are 0-based within the page, ends included. */
  copyCells(request: {
    pageId: string
    firstRow: number
    lastRow: number
    columns: readonly number[]
    withHeader: boolean
  }): Promise<{ cells: number }>

  /** Asks where, then saves the sync's whole data; null when the user closed the dialog. */
  saveResult(request: { syncId: number; flavour: CsvFlavour }): Promise<{ transferId: string } | null>
  saveRejects(request: { syncId: number; flavour: CsvFlavour }): Promise<{ transferId: string } | null>

  browseForCsv(): Promise<readonly SourceFile[]>
  takeFirstLook(request: {
    fileId: string
    encoding?: Encoding
    delimiter?: Reading['delimiter']
    looseQuotes?: boolean
  }): Promise<FirstLook>
  /** The mapping remembered for this definition, fitted to these headers; else proposed by name. `drift` says what changed. */
  proposeMapping(request: { targetUri: string; headers: readonly string[] }): Promise<MappingProposal>
  startCheck(request: {
    fileId: string
    targetUri: string
    reading: Reading
    mapping: Mapping
  }): Promise<{ checkId: string }>
  getCheck(request: { checkId: string }): Promise<Check>
  cancelCheck(request: { checkId: string }): Promise<void>
  saveHeldBack(request: { checkId: string }): Promise<{ transferId: string } | null>

  /** Rows of earlier uploads that wait at this definition, which its next sync would apply too. The oldest first. */
  listWaitingRows(request: { definitionUri: string }): Promise<readonly WaitingRows[]>
  /** `onTopOf`: the uploads whose waiting rows the user agreed to send on top of. Without that, straight is refused. */
  startUpload(request: {
    checkId: string
    way: UploadWay
    scope: Upload['scope']
    onTopOf?: readonly string[]
  }): Promise<{ uploadId: string }>
  getUpload(request: { uploadId: string }): Promise<Upload>
  listUploads(request: { search: string; offset: number; limit: number }): Promise<ListPage<Upload>>
  startStagedSync(request: { uploadId: string }): Promise<void>
  /** Deletes everything that waits at the upload's definition: its own rows, and whoever else's. */
  discardStaged(request: { uploadId: string }): Promise<void>
  answerUpload(request: { uploadId: string; choice: UploadChoice }): Promise<void>
  listRefusedRows(request: { uploadId: string; offset: number; limit: number }): Promise<ListPage<RefusedRow>>
  saveRefused(request: { uploadId: string }): Promise<{ transferId: string } | null>
  /** Writes the corrected rows to a new file of ours, which then goes through the check page like any other. */
  fixRefused(request: {
    uploadId: string
    headers: readonly string[]
    rows: readonly (readonly string[])[]
  }): Promise<SourceFile>
  saveReceipt(request: { uploadId: string }): Promise<{ saved: boolean }>
  clearHistory(): Promise<void>

  listTransfers(): Promise<readonly Transfer[]>
  cancelTransfer(request: { transferId: string }): Promise<void>
  pauseTransfer(request: { transferId: string }): Promise<void>
  resumeTransfer(request: { transferId: string }): Promise<void>
  retryTransfer(request: { transferId: string }): Promise<void>
  dismissTransfer(request: { transferId: string }): Promise<void>
  showInFolder(request: { transferId: string }): Promise<void>
}

export interface AppInfo {
  readonly version: string
  readonly platform: 'darwin' | 'win32' | 'linux'
  readonly runtime: 'electron' | 'chromium'
  readonly runtimeVersion: string
  readonly packaged: boolean
  /** Set when a development build was pointed elsewhere by --login-url. */
  readonly loginUrl?: string
  readonly dataFolder: string
}

export type HelpPage = 'bulk-api' | 'status-codes' | 'limits'

/** `exact`: the data as it is, to be imported again. `spreadsheet`: with a BOM, and cells that would run as formulas made harmless. */
export type CsvFlavour = 'exact' | 'spreadsheet'

export interface MappingProposal {
  readonly mapping: Mapping
  readonly from: 'remembered' | 'names'
  /** What differs from the file this mapping was remembered for, in words. */
  readonly drift: readonly string[]
  /** Fields matched by a near name only: the user should look. */
  readonly unsure: readonly string[]
}

/** What main tells the window without being asked. */
export interface Events {
  'connections-changed': ConnectionsState
  'transfer-changed': Transfer
  'upload-changed': { readonly uploadId: string }
  'check-changed': { readonly checkId: string; readonly state: Check['state']; readonly bytesRead: number }
  'sync-changed': Sync
  'menu-chosen': { readonly command: MenuCommand }
  'files-opened': readonly SourceFile[]
}

export type MenuCommand =
  | 'palette'
  | 'new-sync'
  | 'open-csv'
  | 'find'
  | 'refresh'
  | 'save-csv'
  | 'shortcuts'
  | 'settings'

/** The channels, at run time. Typed so that it cannot drift from `Api`. */
export const METHODS: Readonly<Record<keyof Api, true>> = {
  getAppInfo: true,
  openHelp: true,
  getWindowSettings: true,
  changeWindowSettings: true,
  listConnections: true,
  getKeychainStatus: true,
  signIn: true,
  signInAgain: true,
  switchConnection: true,
  editConnection: true,
  signOut: true,
  forgetConnection: true,
  openPractice: true,
  listDefinitions: true,
  getDefinition: true,
  listSyncs: true,
  getSync: true,
  getSyncFigures: true,
  listSyncLogs: true,
  listSyncRejects: true,
  startSync: true,
  copyText: true,
  copyAsCurl: true,
  openResultPage: true,
  readRows: true,
  findInPage: true,
  copyCells: true,
  saveResult: true,
  saveRejects: true,
  browseForCsv: true,
  takeFirstLook: true,
  proposeMapping: true,
  startCheck: true,
  getCheck: true,
  cancelCheck: true,
  saveHeldBack: true,
  listWaitingRows: true,
  startUpload: true,
  getUpload: true,
  listUploads: true,
  startStagedSync: true,
  discardStaged: true,
  answerUpload: true,
  listRefusedRows: true,
  saveRefused: true,
  fixRefused: true,
  saveReceipt: true,
  clearHistory: true,
  listTransfers: true,
  cancelTransfer: true,
  pauseTransfer: true,
  resumeTransfer: true,
  retryTransfer: true,
  dismissTransfer: true,
  showInFolder: true,
}

export const EVENTS: Readonly<Record<keyof Events, true>> = {
  'connections-changed': true,
  'transfer-changed': true,
  'upload-changed': true,
  'check-changed': true,
  'sync-changed': true,
  'menu-chosen': true,
  'files-opened': true,
}
