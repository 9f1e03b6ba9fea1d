/** Trouble with the system's keychain, by platform. */
type Trouble = 'missing' | 'locked' | 'refused'
type Advice = Readonly<Record<Trouble, string>>

const REINSTALL = 'Bulkdesk couldn’t load its keychain part. Install Bulkdesk again.'

const LINUX: Advice = {
  missing:
    'No keyring is running on this computer. Install one (gnome-keyring and libsecret-1-0, or KWallet), then sign in to your desktop again.',
  locked: 'Unlock your keyring in Passwords and Keys or KWallet (or create a default one there), then try again.',
  refused: 'The keyring doesn’t keep entries. Check the entry “app.bulkdesk” in Passwords and Keys.',
}
const MAC: Advice = {
  missing: REINSTALL,
  locked: 'Unlock your login keychain in Keychain Access, then try again.',
  refused: 'Allow Bulkdesk when macOS asks, or check the entry “app.bulkdesk” in Keychain Access.',
}
const WINDOWS: Advice = {
  missing: REINSTALL,
  locked: 'Sign in to Windows again, then try again.',
  refused: 'Open Credential Manager > Windows Credentials, and check the entries that start with “app.bulkdesk”.',
}

const STATES: Advice = { missing: 'isn’t available', locked: 'is locked', refused: 'denied access' }

export const keychainNames = {
  mac: 'macOS Keychain',
  windows: 'Windows Credential Manager',
  linux: 'Secret Service (GNOME Keyring, KWallet)',
} as const

const ADVICE: Readonly<Record<keyof typeof keychainNames, Advice>> = { mac: MAC, windows: WINDOWS, linux: LINUX }

/** What to do about a keychain in trouble, and what works until then. */
export function keychainAdvice(on: keyof typeof keychainNames, trouble: Trouble): string {
  return `${ADVICE[on][trouble]} Until then you can sign in for this session only.`
}

/** `The macOS Keychain is locked. Unlock your login keychain in Keychain Access, then try again.` */
export function keychainFailure(on: keyof typeof keychainNames, trouble: Trouble): string {
  return `The ${keychainNames[on]} ${STATES[trouble]}. ${ADVICE[on][trouble]}`
}
