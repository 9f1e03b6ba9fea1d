import { z } from 'zod'
import type { Api } from '../shared/contract/ipc.ts'
import { MAX_WINDOW_ROWS } from '../shared/contract/result-page.ts'
import { parseDefinitionUri } from '../shared/eloqua/definition.ts'
import { MAX_DATA_LIMIT, MAX_LIST_LIMIT } from '../shared/eloqua/eloqua.ts'
import type { UploadChoice } from '../shared/uploads/upload.ts'
import { appearance, columnLayout, sideBar } from './shell/window-settings.ts'

/** What a method takes: its one object, or nothing. */
export type RequestOf<M extends keyof Api> = Parameters<Api[M]> extends [infer R] ? R : undefined

const nothing = z.undefined()
/** Ids that main gave out itself. */
const handle = z.string().regex(/^[\w:.-]{1,100}$/)
/** Eloqua's numbers for syncs and definitions. */
const syncId = z.int().min(1).max(999_999_999_999_999)
const offset = z.int().min(0).max(1_000_000_000_000)
const listLimit = z.int().min(1).max(MAX_LIST_LIMIT)
const definitionUri = z
  .string()
  .max(200)
  .refine((uri) => parseDefinitionUri(uri) !== undefined)
/** The index of a row or column that must fit an array. */
const index = z.int().min(0).max(10_000_000)
const columns = z.array(index).max(2_000)
const search = z.string().max(2_000)
const header = z.string().max(10_000)
const cell = z.string().max(1_000_000)
const cells = z.array(cell).max(2_000)

const withoutControls = /^[^\p{Cc}\p{Cs}]*$/u
const label = z
  .string()
  .trim()
  .min(1, 'Give the connection a name.')
  .max(200, 'Give it a name of at most 200 characters.')
  .regex(withoutControls, 'A name is one line of text.')
/** Basic authentication sends `company\user:password`: a colon or backslash in a name would move the borders. */
const signInName = z
  .string()
  .trim()
  .min(1, 'Enter a name.')
  .max(200, 'This is longer than a name can be.')
  .regex(withoutControls, 'A name is one line of text.')
  .regex(/^[^\\:]*$/, 'Leave out the colon or backslash: company and user name have a field each.')
const password = z.string().min(1, 'Enter the password.').max(2_000, 'This is longer than a password can be.')
const environment = z.enum(['production', 'sandbox'])
const keep = z.enum(['keychain', 'session'])
const flavour = z.enum(['exact', 'spreadsheet'])

const encoding = z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'])
const delimiter = z.enum([',', ';', '\t', '|'])
const reading = z.strictObject({
  encoding,
  delimiter,
  hasBom: z.boolean(),
  hasSepLine: z.boolean(),
  looseQuotes: z.boolean(),
})

const fieldSource = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('column'), column: index }),
  z.strictObject({ from: z.literal('constant'), value: z.string().max(100_000) }),
])
const mapping = z.strictObject({
  fields: z.array(z.strictObject({ field: z.string().min(1).max(1_000), source: fieldSource })).max(1_000),
})

const byId = z.strictObject({ id: handle })
const bySync = z.strictObject({ id: syncId })
const byCheck = z.strictObject({ checkId: handle })
const byUpload = z.strictObject({ uploadId: handle })
const byTransfer = z.strictObject({ transferId: handle })
const saveSync = z.strictObject({ syncId, flavour })

/** Named one by one, so that no answer that is offered can be forgotten here. */
const CHOICES: Readonly<Record<UploadChoice, true>> = {
  'check-again': true,
  'send-again': true,
  'treat-as-arrived': true,
  'start-sync': true,
  retry: true,
  'send-straight': true,
  'send-on-top': true,
  'send-rest': true,
  stop: true,
}

/**
 * The shape of every method's argument, checked where it arrives: the window's types are a promise, and the window
 * is not trusted. Strict: an unknown property is an error. Every text, list and number has a bound.
 */
export const ARGUMENTS: { readonly [M in keyof Api]: z.ZodType<RequestOf<M>> } = {
  getAppInfo: nothing,
  openHelp: z.strictObject({ page: z.enum(['bulk-api', 'status-codes', 'limits']) }),
  getWindowSettings: nothing,
  changeWindowSettings: z.strictObject({
    appearance: appearance.optional(),
    sideBar: sideBar.optional(),
    columns: z.strictObject({ key: z.string().min(1).max(400), layout: columnLayout.optional() }).optional(),
  }),

  listConnections: nothing,
  getKeychainStatus: nothing,
  signIn: z.strictObject({ company: signInName, user: signInName, password, label, environment, keep }),
  signInAgain: z.strictObject({ id: handle, password, keep }),
  switchConnection: byId,
  editConnection: z.strictObject({ id: handle, label, environment }),
  signOut: nothing,
  forgetConnection: byId,
  openPractice: nothing,

  listDefinitions: z.strictObject({
    kinds: z.array(z.enum(['export', 'import', 'syncAction'])).max(3),
    search,
    limit: listLimit,
  }),
  getDefinition: z.strictObject({ uri: definitionUri }),

  listSyncs: z.strictObject({ offset, limit: listLimit, status: z.string().min(1).max(50).optional() }),
  getSync: bySync,
  getSyncFigures: bySync,
  listSyncLogs: bySync,
  listSyncRejects: z.strictObject({ id: syncId, offset, limit: listLimit }),
  startSync: z.strictObject({ definitionUri, callbackUrl: z.string().min(1).max(2_000).optional() }),
  copyText: z.strictObject({ text: z.string().max(5_000_000) }),
  copyAsCurl: z.strictObject({
    method: z.enum(['GET', 'POST']),
    path: z
      .string()
      .max(2_000)
      .regex(/^\/[\x21-\x7e]*$/),
    body: z.string().max(1_000_000).optional(),
  }),

  openResultPage: z.strictObject({ syncId, offset, limit: z.int().min(1).max(MAX_DATA_LIMIT) }),
  readRows: z.strictObject({ pageId: handle, from: index, count: z.int().min(0).max(MAX_WINDOW_ROWS) }),
  findInPage: z.strictObject({
    pageId: handle,
    text: z.string().min(1).max(1_000),
    after: z.strictObject({ row: index, column: index }).optional(),
    columns,
  }),
  copyCells: z.strictObject({ pageId: handle, firstRow: index, lastRow: index, columns, withHeader: z.boolean() }),

  saveResult: saveSync,
  saveRejects: saveSync,

  browseForCsv: nothing,
  takeFirstLook: z.strictObject({
    fileId: handle,
    encoding: encoding.optional(),
    delimiter: delimiter.optional(),
    looseQuotes: z.boolean().optional(),
  }),
  proposeMapping: z.strictObject({ targetUri: definitionUri, headers: z.array(header).max(10_000) }),
  startCheck: z.strictObject({ fileId: handle, targetUri: definitionUri, reading, mapping }),
  getCheck: byCheck,
  cancelCheck: byCheck,
  saveHeldBack: byCheck,

  listWaitingRows: z.strictObject({ definitionUri }),
  startUpload: z.strictObject({
    checkId: handle,
    way: z.enum(['straight', 'private-copy']),
    scope: z.enum(['all-good-rows', 'first-50']),
    onTopOf: z.array(handle).max(1_000).optional(),
  }),
  getUpload: byUpload,
  listUploads: z.strictObject({ search, offset, limit: listLimit }),
  startStagedSync: byUpload,
  discardStaged: byUpload,
  answerUpload: z.strictObject({
    uploadId: handle,
    choice: z.enum(Object.keys(CHOICES) as UploadChoice[]),
  }),
  listRefusedRows: z.strictObject({ uploadId: handle, offset, limit: listLimit }),
  saveRefused: byUpload,
  fixRefused: z.strictObject({
    uploadId: handle,
    headers: z.array(header).max(2_000),
    rows: z.array(cells).max(50_000),
  }),
  saveReceipt: byUpload,
  clearHistory: nothing,

  listTransfers: nothing,
  cancelTransfer: byTransfer,
  pauseTransfer: byTransfer,
  resumeTransfer: byTransfer,
  retryTransfer: byTransfer,
  dismissTransfer: byTransfer,
  showInFolder: byTransfer,
}

/** What preload hands over for dropped files: absolute paths. A File without a path (made by a page) gives ''. */
export const DROPPED_PATHS = z
  .array(
    z
      .string()
      .min(1)
      .max(32_767)
      .refine((path) => !path.includes('\0')),
  )
  .max(1_000)
