import type { HelpPage } from '../contract/app-info.ts'
import type { KeychainStatus } from '../contract/connection.ts'
import type { Appearance } from '../contract/window-settings.ts'

export const settingsWords = {
  title: 'Settings',
  appearance: 'Appearance',
  appearances: { system: 'System', light: 'Light', dark: 'Dark' } satisfies Record<Appearance, string>,
  passwords: 'Passwords',
  dataFolder: 'Data folder',
  dataFolderMeans:
    'Upload receipts, saved mappings and connections are stored here. Passwords and file contents are not, except files that Bulkdesk makes for an upload, such as sheets, fixes and corrected rows (deleted once imported, or after 24 hours).',
  folder: 'Folder',
  keyboard: 'Keyboard',
  keyboardMeans: 'Bulkdesk works without a mouse. Press ? on any screen to see all shortcuts.',
  viewShortcuts: 'View keyboard shortcuts',
  about: 'About',
  version: 'Bulkdesk',
  versionOf: (version: string, isPackaged: boolean) => (isPackaged ? version : `${version} (development build)`),
  runtime: 'Runtime',
  runtimeOf: (runtime: 'electron' | 'chromium', version: string) =>
    `${runtime === 'electron' ? 'Electron' : 'Chromium (stand-in for Electron)'} ${version}`,
  signInHost: 'Sign-in address',
  help: {
    'bulk-api': 'Bulk API docs',
    'status-codes': 'Status codes',
    limits: 'API limits',
  } satisfies Record<HelpPage, string>,
}

/** What this computer's keychain can do. */
export const keychainWords = {
  title: 'Keychain',
  states: {
    available: 'Works',
    locked: 'Locked',
    missing: 'Not available',
    refused: 'Access denied',
  } satisfies Record<KeychainStatus['state'], string>,
  checking: 'Checking keychain…',
  checkAgain: 'Check again',
  meaning: ({ state, advice }: KeychainStatus) =>
    state === 'available'
      ? 'The operating system stores your passwords here. Bulkdesk never writes them to a file or log.'
      : `Passwords are kept in memory until Bulkdesk quits. ${advice ?? ''}`.trim(),
}
