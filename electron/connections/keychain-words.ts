import type { KeychainStatus } from '../../shared/contract/connection.ts'
import { AppError } from '../../shared/contract/errors.ts'

type Trouble = Exclude<KeychainStatus['state'], 'available'>

const SESSION_INSTEAD =
  'Until then you can sign in for this session only; the password is forgotten when Bulkdesk quits.'

const LINUX: Readonly<Record<Trouble, string>> = {
  missing:
    'No keyring answers on this computer. Install one (the packages gnome-keyring and libsecret-1-0, or KWallet) and sign in to your desktop again.',
  locked:
    'Unlock your keyring in Passwords and Keys or KWallet (or make a default one there, if you have none), then try again.',
  refused: 'The keyring does not keep what it is given. Open Passwords and Keys and look at the entry "app.bulkdesk".',
}
const MAC: Readonly<Record<Trouble, string>> = {
  missing: 'A part of Bulkdesk that talks to the keychain could not be loaded. Install Bulkdesk again.',
  locked: 'Unlock your login keychain in Keychain Access, then try again.',
  refused: 'Allow Bulkdesk when macOS asks, or look at the entry "app.bulkdesk" in Keychain Access.',
}
const WINDOWS: Readonly<Record<Trouble, string>> = {
  missing: 'A part of Bulkdesk that talks to the Credential Manager could not be loaded. Install Bulkdesk again.',
  locked: 'Sign in to Windows again, then try again.',
  refused: 'Open Credential Manager, Windows Credentials, and look at the entries that start with "app.bulkdesk".',
}

const MESSAGES: Readonly<Record<Trouble, string>> = {
  missing: 'is not available',
  locked: 'is locked',
  refused: 'refused',
}

/** The keychain's state in the words of this platform: what it is called there, and what to do. */
export function describeKeychain(state: KeychainStatus['state'], platform: NodeJS.Platform): KeychainStatus {
  const name = nameOf(platform)
  return state === 'available'
    ? { state, name }
    : { state, name, advice: `${adviceFor(platform)[state]} ${SESSION_INSTEAD}` }
}

/** The error for a keychain in trouble. Its message says what to do. */
export function keychainError(state: Trouble, platform: NodeJS.Platform, cause?: unknown): AppError {
  return new AppError(
    { code: `keychain-${state}`, message: `The ${nameOf(platform)} ${MESSAGES[state]}. ${adviceFor(platform)[state]}` },
    { cause },
  )
}

function nameOf(platform: NodeJS.Platform): string {
  if (platform === 'darwin') return 'macOS Keychain'
  return platform === 'win32' ? 'Windows Credential Manager' : 'Secret Service (GNOME Keyring, KWallet)'
}

function adviceFor(platform: NodeJS.Platform): Readonly<Record<Trouble, string>> {
  if (platform === 'darwin') return MAC
  return platform === 'win32' ? WINDOWS : LINUX
}
