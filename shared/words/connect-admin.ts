/** What an administrator enters in Eloqua to register Bulkdesk. */
export interface AdminValue {
  readonly name: string
  readonly value: string
}

/** Nothing listens there: the address only carries the code back, and Bulkdesk never loads it. */
export const SUGGESTED_REDIRECT = 'https://localhost:8443/bulkdesk'

const VALUES: readonly AdminValue[] = [
  { name: 'Name', value: 'Bulkdesk' },
  { name: 'Description', value: 'Bulk API client on the desktop: exports, imports and sync actions.' },
  { name: 'Icon URL', value: 'https://www.oracle.com/favicon.ico' },
]

/** The page an administrator reads once per company. */
export const adminWords = {
  title: 'For your administrator',
  intro:
    'Eloqua has no sign-in that works without an app of your company’s own. An administrator registers Bulkdesk once and gives you three values.',
  where: 'Where: in Eloqua, Settings > AppCloud Developer > Create App.',
  permission: 'Permission: a security group with the action permission “Access to App Cloud Developer”.',
  enter: 'Enter these values:',
  iconHint: 'Eloqua requires an icon. Any https address of an image works, such as your logo.',
  redirectHint: 'Any https address works. Bulkdesk never loads it, so nothing has to answer there.',
  callback: 'OAuth callback URL',
  send: 'Then send back the client ID and the client secret. The secret is a password: send it the way your company sends passwords.',
  values: (redirect: string): readonly AdminValue[] => [...VALUES, { name: 'OAuth callback URL', value: redirect }],
  copyMessage: 'Copy as a message',
  copied: 'Copied',
  copy: (name: string) => `Copy ${name}`,
  close: 'Close',
  message: (redirect: string) =>
    [
      'Hello,',
      '',
      'I use Bulkdesk, a desktop app for Eloqua’s Bulk API. To sign in with OAuth it needs an app of our company in Eloqua.',
      '',
      adminWords.where,
      adminWords.permission,
      '',
      ...adminWords.values(redirect).map(({ name, value }) => `${name}: ${value}`),
      '',
      'Please send me the client ID and the client secret that Eloqua shows after saving. The secret is a password, so please don’t send it by plain email.',
      'Bulkdesk keeps it in my computer’s keychain and sends it to login.eloqua.com only.',
    ].join('\n'),
}
