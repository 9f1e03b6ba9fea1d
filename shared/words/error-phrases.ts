import type { ErrorCode } from '../contract/errors.ts'
import type { ErrorContext } from './error-context.ts'

/** What happened, one line per code. */
export const TITLES: Readonly<Record<ErrorCode, string>> = {
  'bad-arguments': 'Bulkdesk made an invalid request',
  'bad-sender': 'A request came from outside the Bulkdesk window',
  'not-signed-in': 'You’re not signed in',
  'sign-in-refused': 'Eloqua rejected the company, user name or password',
  'oauth-failed': 'Signing in didn’t work',
  'untrusted-host': 'This isn’t an Eloqua address',
  validation: 'Eloqua found errors in the request',
  'bad-request': 'Eloqua rejected the request',
  unauthorized: 'Sign-in expired or was rejected',
  forbidden: 'You don’t have permission for this in Eloqua',
  'not-found': 'Not found in Eloqua',
  conflict: 'Another sync is using this definition',
  'definition-changed': 'The definition changed in Eloqua after the check',
  gone: 'This data has expired in Eloqua',
  'has-dependencies': 'Still used elsewhere in Eloqua',
  'storage-full': 'Eloqua’s import storage is full',
  'rate-limited': 'Eloqua asked Bulkdesk to slow down',
  'server-error': 'Eloqua returned an error',
  unavailable: 'Eloqua isn’t available right now',
  redirected: 'Eloqua wants you to sign in again',
  'unexpected-answer': 'Your network answered instead of Eloqua',
  offline: 'Bulkdesk can’t reach Eloqua from this computer',
  tls: 'The connection to Eloqua isn’t secure',
  proxy: 'The network proxy blocked the request',
  timeout: 'Eloqua didn’t answer in time',
  'connection-lost': 'The connection to Eloqua was lost',
  'in-doubt': 'Bulkdesk couldn’t confirm whether Eloqua received this',
  'keychain-locked': 'The system keychain is locked',
  'keychain-missing': 'This computer has no keychain that Bulkdesk can use',
  'keychain-refused': 'The system keychain denied access',
  'secret-unusable': 'This password can’t be saved',
  'file-missing': 'The file is no longer there',
  'file-promised': 'This attachment isn’t saved as a file yet',
  'file-changed': 'The file changed after the check',
  'file-unreadable': 'Bulkdesk can’t read the file',
  'file-not-csv': 'This isn’t a CSV file',
  'source-refused': 'Bulkdesk can’t use this file',
  'file-exists': 'A file with this name already exists',
  'disk-full': 'The disk is full',
  'disk-denied': 'Bulkdesk can’t write to this folder',
  'disk-failed': 'Bulkdesk couldn’t write to the disk',
  'too-large': 'Too much data at once',
  'incomplete-result': 'Some rows are missing',
  'page-gone': 'This page is no longer in memory',
  'helper-stopped': 'Bulkdesk couldn’t finish this: its helper stopped',
  'not-allowed-now': 'Not possible right now',
  cancelled: 'You canceled this',
  unknown: 'Something went wrong in Bulkdesk',
}

type Advice = (context: ErrorContext) => string

const always =
  (text: string): Advice =>
  () =>
    text

/** For calls that Bulkdesk repeats on its own, and for those that Bulkdesk must not repeat. */
const againLater: Advice = (context) => {
  if (context === 'uploading') return 'Open the upload to see what to do next.'
  if (context === 'starting-a-sync') return 'Check the list of syncs before starting again.'
  return 'Try again in a few minutes. If it keeps happening, check Oracle’s status page.'
}

const checkNetwork: Advice = (context) =>
  context === 'uploading' || context === 'starting-a-sync'
    ? `Check your network connection. ${againLater(context)}`
    : 'Check your network connection, then try again.'

/** For what is asked of a definition, not of data that the definition once gave. */
function definitionIsGone(context: ErrorContext): string | undefined {
  if (context === 'uploading')
    return 'Check that the definition still exists, then open the upload to see what was sent.'
  if (context === 'starting-a-sync') return 'Check that the definition still exists.'
  return undefined
}

const askIt = 'Ask your IT department and send them the details.'
const report = 'Copy the details and report the problem.'

/** What to do next. */
export const ADVICE: Readonly<Record<ErrorCode, Advice>> = {
  'bad-arguments': always(report),
  'bad-sender': always(report),
  'not-signed-in': always('Sign in, then try again.'),
  'sign-in-refused': always(
    'Check for typos. If everything is right, your account may be locked or limited to single sign-on, or this network may not be on your company’s allow list.',
  ),
  'oauth-failed': always('Start the sign-in again.'),
  'untrusted-host': always(askIt),
  validation: (context) =>
    context === 'starting-a-sync'
      ? 'Correct the fields listed here in the definition in Eloqua.'
      : 'Correct the fields listed here.',
  'bad-request': (context) =>
    context === 'reading' || context === 'saving'
      ? 'Imports have no data to read. For anything else, see the details.'
      : 'See the details for Eloqua’s reason.',
  unauthorized: always('Your password may have changed. Sign in again.'),
  forbidden: always(
    'Ask your Eloqua admin for API access to this data. Only the person who ran a sync can read its data.',
  ),
  'not-found': (context) => definitionIsGone(context) ?? 'Refresh the list. For export data, run the export again.',
  conflict: always('Wait until the other sync ends, then try again.'),
  'definition-changed': always('Check the file against the definition again, then send it.'),
  gone: (context) => definitionIsGone(context) ?? 'Run the export again.',
  'has-dependencies': always('Remove it from where it’s used, then try again.'),
  'storage-full': always('Start or delete staged uploads, or ask your Eloqua admin.'),
  'rate-limited': againLater,
  'server-error': againLater,
  unavailable: againLater,
  redirected: always('Sign in again. If it keeps happening, ask your Eloqua admin.'),
  'unexpected-answer': always(
    'Open a web page to see whether this network needs its own sign-in, then try again. If it keeps happening, ask your IT department.',
  ),
  offline: checkNetwork,
  tls: always(askIt),
  proxy: always(askIt),
  timeout: checkNetwork,
  'connection-lost': checkNetwork,
  'in-doubt': (context) =>
    context === 'starting-a-sync'
      ? 'Check the list of syncs. If the sync isn’t there after two minutes, start it again.'
      : 'Open the upload to see what to do next.',
  'keychain-locked': always('Unlock the keychain and try again, or keep the password for this session only.'),
  'keychain-missing': always('Keep the password for this session only, or install a keychain service.'),
  'keychain-refused': always('Try again and allow access, or keep the password for this session only.'),
  'secret-unusable': always('Change the password in Eloqua: at most 1,000 characters, none of them unusual.'),
  'file-missing': always('Put the file back, or choose it again.'),
  'file-promised': always('Save the attachment to a folder, then drop it from there.'),
  'file-changed': always('Open the file again to check its current content.'),
  'file-unreadable': always('Check that you can open the file and that its drive is connected, then choose it again.'),
  'file-not-csv': always('Save the file as CSV (UTF-8) in your spreadsheet program, then choose that file.'),
  'source-refused': always('Save the data as CSV UTF-8, then choose that file.'),
  'file-exists': always('Choose another name.'),
  'disk-full': always('Free some space or choose another folder, then try again.'),
  'disk-denied': always('Choose another folder. If the file is open in a spreadsheet program, close it first.'),
  'disk-failed': always('Check that the drive is connected or choose another folder, then try again.'),
  'too-large': always('Ask for fewer rows at a time.'),
  'incomplete-result': always('Save the result again. If rows are still missing, run the export again.'),
  'page-gone': always('Open the page again.'),
  'helper-stopped': always('Your rows are safe. Try again.'),
  'not-allowed-now': always('Finish or cancel what’s running, then try again.'),
  cancelled: always('Start again whenever you like.'),
  unknown: always('Try again. If it keeps happening, copy the details and report the problem.'),
}
