import type { Environment } from '../contract/connection.ts'
import { formatCount, formatCounted } from './numbers.ts'

/** The box that finds and does everything, from any screen. */
export const paletteWords = {
  label: 'Search or do anything',
  hint: 'Name, number, file or command',
  results: 'Search results',
  /** Each kind of thing that is found. */
  groups: {
    actions: 'Actions',
    screens: 'Go to',
    syncs: 'Syncs',
    definitions: 'Definitions',
    uploads: 'Uploads',
    files: 'Recent files',
    jobs: 'Saved jobs',
    runs: 'Kept results',
    connections: 'Connections',
    settings: 'Settings',
  },
  finds: 'Also finds syncs, definitions, uploads, files, saved jobs, kept results, connections, and settings.',
  found: (shown: number, total: number) =>
    shown === total ? formatCounted(total, 'result') : `${formatCount(shown)} of ${formatCounted(total, 'result')}`,
  partOf: (shown: number, total: number) => `${formatCount(shown)} of ${formatCount(total)}`,
  searching: 'Searching…',
  none: (text: string) => `No results for “${text}”`,
  noneHint: 'Try part of a name, a number, or what you want to do, such as “new sync”.',
  /** Beside the count, while Eloqua is still asked. */
  stillSearching: (found: string) => `${found}, still searching…`,
  cannot: (title: string, why: string) => `${title}: ${why}`,
}

/** What can be done from anywhere. */
export const paletteActionWords = {
  newSync: 'New sync',
  openCsv: 'Open files…',
  saveCsv: 'Save as CSV…',
  saveCsvNot: (isResult: boolean) => (isResult ? 'No rows to save here' : 'Open a result first'),
  find: 'Find on this screen',
  findNot: 'Nothing to search here',
  refresh: 'Refresh this screen',
  failedSyncs: 'Show failed syncs',
  warningSyncs: 'Show syncs with warnings',
  runningSyncs: 'Show running syncs',
  goTo: (section: string) => `Go to ${section}`,
  keptResults: 'Go to kept results',
  transfers: 'Show transfers',
  appearances: { system: 'Use system appearance', light: 'Use light appearance', dark: 'Use dark appearance' },
  sideBar: 'Collapse or expand side bar',
  shortcuts: 'Keyboard shortcuts',
  help: (page: string) => `Open ${page}`,
  newDefinition: 'New definition',
  inUse: 'In use now',
  switchTo: 'Switch to this connection',
  openFile: 'Check before sending',
  sync: (id: number) => `Open sync ${formatId(id)}`,
  number: (id: number) => `#${formatId(id)}`,
}

/** Other words by which people look for these. */
export const paletteSynonyms = {
  newSync: 'start run launch export import sync again',
  openCsv: 'upload browse import drop csv excel xlsx json send',
  saveCsv: 'download export spreadsheet file',
  find: 'search filter',
  refresh: 'reload update',
  failedSyncs: 'error errors failure failures problem problems broken went wrong',
  warningSyncs: 'warned rejected rejects problem problems',
  runningSyncs: 'active pending now progress live',
  keptResults: 'keep saved offline rows stored',
  transfers: 'uploads downloads progress queue pause resume cancel',
  connections: 'sign in log in login account switch company password instance',
  signOut: 'signout log out logout logoff disconnect leave exit',
  appearance: 'theme mode color night',
  sideBar: 'sidebar hide show menu navigation',
  shortcuts: 'help keys hotkeys keyboard',
  support: 'help problem bug log diagnostics contact',
  help: 'documentation manual reference help',
  newDefinition: 'create make definition template',
  failed: 'failed failure error errors problem',
  warning: 'warning warnings',
  running: 'running active progress',
  paused: 'paused stopped',
  needsYou: 'question waiting answer attention',
  jobs: 'schedule scheduled automatic every daily weekly repeat',
  file: 'open check send csv',
  connection: 'switch connection account company instance sign in',
  environments: {
    production: 'production live prod',
    sandbox: 'sandbox test',
    practice: 'practice sample demo',
  } satisfies Record<Environment, string>,
  settings: {
    appearance: 'theme dark light mode color',
    passwords: 'keychain credential secret login',
    storage: 'disk space rows keep delete age size limit folder retention privacy',
    folder: 'data folder files where path location receipts',
    keyboard: 'shortcuts keys hotkeys',
    about: 'version help documentation runtime',
    installation: 'self test diagnose check works',
    support: 'help problem bug log report diagnostics',
  },
}

/** An id is a name, not an amount: it is not grouped. */
function formatId(id: number): string {
  return String(id)
}
