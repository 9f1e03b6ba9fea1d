import type { Environment, KeychainStatus } from '../contract/connection.ts'

/** Where a password is saved: in the keychain, or in memory until Bulkdesk quits. */
type Kept = 'keychain' | 'session'

/** The screen where connections are added, edited and removed. */
export const connectWords = {
  title: 'Connect to Eloqua',
  titleWithSaved: 'Connections',
  context: 'Sign in with your Eloqua account. Bulkdesk has the same permissions you have in Eloqua.',
  back: 'Back',
  signIn: 'Sign in',
  anotherConnection: 'Another connection',
  savedConnections: 'Saved connections',
  cancel: 'Cancel',
  save: 'Save',
  signedIn: (name: string) => `Signed in to ${name}`,
}

export const signInWords = {
  company: 'Company',
  user: 'User name',
  password: 'Password',
  showPassword: 'Show password',
  capsLock: 'Caps Lock is on.',
  name: 'Connection name',
  nameHint: 'Name shown in Bulkdesk (optional). Defaults to the company name.',
  environment: 'Environment',
  production: 'Production',
  productionHint: 'Live customer data. Shown in red on every screen.',
  sandbox: 'Sandbox',
  sandboxHint: 'For testing. Shown in amber.',
  sessionOnly: 'Sign in for this session only',
  companyMissing: 'Enter the company name from Eloqua’s sign-in page.',
  userMissing: 'Enter your Eloqua user name.',
  passwordMissing: 'Enter your password.',
  rejected: 'Eloqua rejected this combination of company, user name and password. Check for typos.',
  valueRejected: 'Enter a different value.',
}

/** How a password is saved, and what is wrong with this computer's keychain. */
export const keepWords = {
  inKeychain: 'Save password in this computer’s keychain',
  howStored: 'How is my password stored?',
  stored: (kept: Kept, keychain = 'the system’s keychain') =>
    kept === 'keychain'
      ? `In ${keychain}, protected by your computer’s sign-in. Bulkdesk never writes it to a file or log and never displays it.`
      : 'In memory, until you sign out or quit Bulkdesk. You’ll enter it again next time.',
  noKeychain: ({ name, state, advice }: KeychainStatus) =>
    `${name} ${state === 'available' ? 'is available' : KEYCHAIN_TROUBLE[state]}. Your password is kept in memory until you quit Bulkdesk. ${advice ?? ''}`.trim(),
}

const KEYCHAIN_TROUBLE: Readonly<Record<Exclude<KeychainStatus['state'], 'available'>, string>> = {
  locked: 'is locked',
  missing: 'isn’t available on this computer',
  refused: 'denied access to Bulkdesk',
}

export const practiceWords = {
  title: 'No Eloqua account yet?',
  offer:
    'Try Bulkdesk with sample data. The practice instance runs on this computer with made-up contacts, lists and past syncs. Nothing leaves your machine.',
  open: 'Try with sample data',
}

/** One saved connection, its menu, and the dialog that removes the connection. */
export const savedConnectionWords = {
  inUse: 'In use',
  connect: 'Connect',
  more: (name: string) => `More actions for ${name}`,
  edit: 'Edit name or environment…',
  updatePassword: 'Update password…',
  remove: 'Remove…',
  kept: (kept: Kept) => (kept === 'keychain' ? 'password in keychain' : 'password for this session only'),
  /** Before a time: `used 2 h ago`. */
  used: 'used',
  nameMissing: 'Enter a name for this connection.',
  removeTitle: (name: string) => `Remove ${name}?`,
  removeConfirm: 'Remove connection',
  removeMeans:
    'Bulkdesk deletes its password from the keychain. Nothing changes in Eloqua. Upload history stays, but unfinished uploads can’t continue.',
}

/** What kind of Eloqua a connection leads to, as a badge shows it. */
export const ENVIRONMENT_WORDS: Readonly<Record<Environment, string>> = {
  production: 'PRODUCTION',
  sandbox: 'SANDBOX',
  practice: 'PRACTICE',
}
