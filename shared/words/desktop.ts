import { formatCounted } from './numbers.ts'
import { wordSyncStatus } from './states.ts'

/** The application menu. */
export const menuWords = {
  settings: 'Settings…',
  file: 'File',
  newSync: 'New Sync…',
  openCsv: 'Open File…',
  saveCsv: 'Save as CSV…',
  edit: 'Edit',
  find: 'Find…',
  view: 'View',
  commands: 'Commands…',
  refresh: 'Refresh',
  shortcuts: 'Keyboard Shortcuts',
  bulkApi: 'Bulk API Documentation',
  statusCodes: 'Eloqua Status Codes',
  limits: 'Bulk API Limits',
} as const

/** Opening a file that was saved. */
export const openFileWords = {
  onlyRows: 'Bulkdesk opens only files of rows.',
  noProgram: 'No program on this computer opens this file. Show it in its folder instead.',
} as const

/** The system's file dialogs. */
export const dialogWords = {
  openCsv: 'Open CSV files',
  openSources: 'Open files',
  sources: 'CSV, Excel and JSON',
  csv: 'CSV',
  allFiles: 'All files',
  openDefinition: 'Open a definition',
  chooseFolder: 'Choose a folder',
  json: 'JSON',
} as const

/** The question before Bulkdesk quits. */
export const closingWords = {
  one: (title: string) => `“${title}” is still running.`,
  many: (count: number) => `${formatCounted(count, 'transfer')} are still running.`,
  uploads: 'Uploads will pause, and you can continue next time.',
  saves: 'Files being saved will stay unfinished.',
  paused: 'Paused uploads stay paused.',
  stay: 'Keep Working',
  quit: 'Quit',
} as const

/** Notices outside the window name no file or definition, as others may see them. */
export const systemNotices = {
  syncEnded: (id: number, status: string) => ({
    title: 'Sync finished',
    body: `Sync ${id}: ${wordSyncStatus(status)}.`,
  }),
  historyTrouble: { title: 'Upload history needs your attention', body: 'Open Bulkdesk to see why.' },
  historyTransfer: 'Upload history',
  lostFile: { title: 'A file of Bulkdesk is damaged', body: 'Open Bulkdesk to see which.' },
  lostFileTransfer: 'Damaged file',
} as const

/** The title of the window with Eloqua's own sign-in page: the host tells the real page from a copy. */
export function signInTitle(host: string): string {
  return `Sign in · ${host}`
}

export const startFailure = 'Bulkdesk couldn’t start'
export const practiceName = 'Practice instance'
