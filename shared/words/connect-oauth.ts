import type { Connection } from '../contract/connection.ts'
import type { MayDo, OAuthFailure, RefusalCause, RefusalFacts, SignInReport } from '../contract/sign-in.ts'
import { TRIES_BEFORE_LOCK } from '../eloqua/refusal-causes.ts'
import { formatCounted } from './numbers.ts'

/** How a company lets its users in, on the connect screen. */
export const waysWords = {
  question: 'How does your company sign in?',
  password: 'Eloqua password',
  passwordMeans: 'You type a company, user name and password at Eloqua.',
  oauth: 'Single sign-on or OAuth',
  oauthMeans: 'You sign in on your company’s page, or passwords are turned off for API calls.',
}

export const oauthWords = {
  app: 'Company',
  appHint: 'Bulkdesk saved what this company’s administrator gave you.',
  otherCompany: 'Another company…',
  clientId: 'Client ID',
  clientSecret: 'Client secret',
  showSecret: 'Show client secret',
  redirect: 'Redirect address',
  redirectHint: 'Exactly as registered in Eloqua.',
  fieldsHint: 'Your Eloqua administrator gives you these three values once.',
  forAdministrator: 'For your administrator…',
  inKeychain: 'Stay signed in (saved in this computer’s keychain)',
  signIn: 'Sign in',
  useBrowser: 'Use my browser instead',
  waiting: 'Sign in and choose Accept in the window that opened.',
  waitingHint:
    'Check the address at the top of that window before you type a password. Bulkdesk doesn’t see what you type there.',
  pasteTitle: 'Sign in with your browser',
  pasteSteps:
    'Sign in and choose Accept in your browser. It ends on a page that can’t be opened. Copy that page’s whole address and paste it here.',
  pasteHint: 'Paste it within a minute: Eloqua accepts the address only that long.',
  pasteAddress: 'Address your browser ended on',
  finish: 'Finish signing in',
  cancel: 'Cancel',
  clientIdMissing: 'Enter the client ID.',
  clientSecretMissing: 'Enter the client secret.',
  redirectMissing: 'Enter the redirect address. It starts with https://',
  addressMissing: 'Paste the address first.',
  tooSoon: (seconds: number) =>
    `Eloqua allows one sign-in a minute for each user and app. You can start again in ${formatCounted(seconds, 'second')}.`,
  switchToOAuth: 'Switch to single sign-on…',
  switchToPassword: 'Switch to a password…',
  signInAgain: 'Sign in again…',
  again: 'Sign in again',
  kept: (kept: Connection['kept']) => (kept === 'keychain' ? 'single sign-on' : 'single sign-on for this session only'),
  moveKeeps: 'History, mappings and definitions of this connection stay.',
}

/** What is wrong with a connection's sign-in, on its line. */
export const TROUBLE_WORDS: Readonly<Record<NonNullable<Connection['trouble']>, string>> = {
  'sign-in-over': 'Eloqua no longer renews this sign-in. Sign in again; work that waits then continues.',
  'not-saved':
    'The keychain didn’t save the renewed sign-in. This connection works until you quit Bulkdesk; unlock the keychain to keep it.',
}

interface FailureWords {
  readonly title: string
  readonly advice: string
}

/** Why signing in by OAuth did not work, and the one next step. */
export const OAUTH_FAILURE_WORDS: Readonly<Record<OAuthFailure, FailureWords>> = {
  'app-unknown': {
    title: 'Eloqua doesn’t know this client ID',
    advice: 'Check it for missing characters. If it’s complete, ask your administrator whether the app still exists.',
  },
  'client-secret': {
    title: 'Eloqua rejected the client ID or client secret',
    advice: 'Copy both again from Settings > AppCloud Developer. A new secret replaces the old one there.',
  },
  'redirect-unknown': {
    title: 'This redirect address isn’t registered',
    advice: 'It has to match the address in Eloqua character by character. Ask your administrator for it.',
  },
  denied: {
    title: 'Access was denied',
    advice: 'You or your administrator chose Deny on Eloqua’s page. Sign in again and choose Accept.',
  },
  'too-soon': {
    title: 'Eloqua asks you to wait a minute',
    advice: 'Eloqua allows one sign-in a minute for each user and app.',
  },
  'code-refused': {
    title: 'The sign-in took too long',
    advice: 'Eloqua accepts its one-time code for a minute. Sign in again.',
  },
  other: {
    title: 'Eloqua ended the sign-in',
    advice: 'Sign in again. If it fails again, send the details below to your administrator.',
  },
  'no-answer': {
    title: 'Eloqua didn’t answer in time',
    advice: 'Bulkdesk doesn’t send the one-time code twice. Wait a minute, then sign in again.',
  },
  'address-elsewhere': {
    title: 'This isn’t the address Eloqua sends you to',
    advice: 'Copy the address after you chose Accept. It starts with your redirect address.',
  },
  'address-without-code': {
    title: 'This address is incomplete',
    advice: 'Copy the whole address from your browser’s address bar, with everything after the question mark.',
  },
  'address-of-other-attempt': {
    title: 'This address belongs to another sign-in',
    advice: 'Paste the address from the browser page that Bulkdesk opened last.',
  },
  'other-user': {
    title: 'You signed in as another user',
    advice: 'Sign in as the user of this connection, or add a new connection. Nothing was changed.',
  },
  'attempt-over': { title: 'This sign-in has ended', advice: 'Start again.' },
}

/** One sentence for each cause of "Not authenticated.", with what to do about it. */
const CAUSES: Readonly<Record<RefusalCause, (facts: RefusalFacts) => string>> = {
  typo: () => 'A typo in the company, user name or password. Check all three; passwords are case sensitive.',
  'password-changed': () => 'The password was changed in Eloqua. Enter the new one.',
  'password-old': ({ passwordDays }) =>
    passwordDays === undefined
      ? 'The password expired. Most companies let passwords expire after 120 days; sign in on Eloqua’s own page to find out.'
      : `The password expired. You’ve used it here for ${formatCounted(passwordDays, 'day')}, and most companies let passwords expire after 120.`,
  locked: ({ tries }) =>
    tries >= TRIES_BEFORE_LOCK
      ? 'Your account is locked for 5 minutes after too many tries. Wait, then try once.'
      : 'Your account is locked. Eloqua locks it for 5 minutes after 5 wrong tries.',
  address: () => 'This network isn’t on your company’s allow list. Connect to your company’s VPN or network.',
  'sso-only': () => 'Your company allows single sign-on only. Choose “Single sign-on or OAuth” instead.',
  disabled: () => 'Your user was disabled. Ask your Eloqua administrator.',
}

export const refusalWords = {
  title: 'Eloqua answered “Not authenticated.”',
  lead: 'Eloqua doesn’t say why. The likeliest causes first:',
  causes: (facts: RefusalFacts) => facts.causes.map((cause) => CAUSES[cause](facts)),
  more: 'Other causes',
  fewer: 'Fewer causes',
  /** Before the try that locks. */
  warning: ({ tries }: RefusalFacts) =>
    tries === TRIES_BEFORE_LOCK - 1
      ? 'That was the fourth try in 5 minutes. A fifth wrong try locks the account. Wait 5 minutes, or be sure first.'
      : undefined,
  tryAnyway: 'Try a fifth time',
}

export const companyHelpWords = {
  question: 'Where do I find my company name?',
  answer:
    'It’s the first field on login.eloqua.com, and it isn’t always the name of your company. Look in the email that invited you to Eloqua, or ask your administrator: it’s under Settings > Company Defaults.',
}

const MAY: Readonly<Record<MayDo, string>> = { yes: 'Yes', no: 'No', unknown: 'Not known yet' }

/** Who signed in, where, and what the Bulk API lets this user do. */
export const reportWords = {
  title: 'This sign-in',
  who: 'Signed in as',
  where: 'Company',
  host: 'Instance',
  environment: 'Environment',
  kind: { production: 'Production', sandbox: 'Sandbox', practice: 'Practice' },
  readDefinitions: 'Read definitions',
  createDefinitions: 'Create definitions',
  seeSyncs: 'See syncs',
  may: (may: MayDo) => MAY[may],
  createHint: 'Eloqua shows this only when you create the first one.',
  failed: 'Bulkdesk couldn’t check what you may do.',
  name: ({ displayName, user }: SignInReport) => (displayName ? `${displayName} (${user})` : user),
  instance: (host: string) => {
    const pod = /\.p(\d+)\./i.exec(host)?.[1]
    return pod === undefined ? host : `POD ${Number(pod)} · ${host}`
  },
}

export const practiceOAuthWords = {
  open: 'Try single sign-on',
  hint: 'The practice page accepts the password “practice”.',
}
