import type { ErrorCode } from '../contract/errors.ts'
import type { ErrorContext } from './error-context.ts'

/** What happened, one line per code. */
export const TITLES: Readonly<Record<ErrorCode, string>> = {
  'bad-arguments': 'Bulkdesk asked for something that makes no sense',
  'bad-sender': 'A request came from outside the Bulkdesk window',
  'not-signed-in': 'You are not signed in',
  'sign-in-refused': 'Eloqua did not accept the company, user name or password',
  'oauth-failed': 'Signing in didn’t work',
  'untrusted-host': 'This address is not an Eloqua address',
  validation: 'Eloqua found mistakes in what was sent',
  'bad-request': 'Eloqua could not take the request as it is',
  unauthorized: 'Eloqua did not accept the sign-in',
  forbidden: 'Your Eloqua user may not do this',
  'not-found': 'Eloqua does not have this',
  conflict: 'This definition is busy with another run',
  'definition-changed': 'The definition was changed in Eloqua after the check',
  gone: 'Eloqua no longer keeps this data',
  'has-dependencies': 'It is still used elsewhere in Eloqua',
  'storage-full': 'Eloqua’s storage for imports is full',
  'rate-limited': 'Eloqua asked Bulkdesk to slow down',
  'server-error': 'Eloqua had a problem',
  unavailable: 'Eloqua is not available right now',
  redirected: 'Eloqua wants you to sign in again',
  'unexpected-answer': 'Your network answered instead of Eloqua',
  offline: 'Eloqua cannot be reached from this computer',
  tls: 'The connection to Eloqua is not secure',
  proxy: 'The network proxy did not let the request through',
  timeout: 'Eloqua did not answer in time',
  'connection-lost': 'The connection to Eloqua was lost',
  'in-doubt': 'Nobody can tell whether Eloqua took the request',
  'keychain-locked': 'The system keychain is locked',
  'keychain-missing': 'This computer has no keychain that Bulkdesk can use',
  'keychain-refused': 'The system keychain did not keep or give the password',
  'secret-unusable': 'This password cannot be kept',
  'file-missing': 'The file is not there any more',
  'file-changed': 'The file was changed after it was checked',
  'file-unreadable': 'The file cannot be read',
  'file-not-csv': 'This file is not a CSV file',
  'file-exists': 'There is already a file of that name',
  'disk-full': 'The disk is full',
  'disk-denied': 'Bulkdesk may not write to this folder',
  'disk-failed': 'The disk could not be written',
  'too-large': 'This is more than Bulkdesk can take at once',
  'incomplete-result': 'Not all rows came',
  'page-gone': 'This page of the result is no longer in memory',
  'not-allowed-now': 'This is not possible right now',
  cancelled: 'Cancelled',
  unknown: 'Something unexpected went wrong in Bulkdesk',
}

type Advice = (context: ErrorContext) => string

const always =
  (text: string): Advice =>
  () =>
    text

/** For calls that Bulkdesk repeats by itself, and for those that it must not. */
const againLater: Advice = (context) => {
  if (context === 'uploading') return 'See in the upload what Bulkdesk proposes to do next.'
  if (context === 'starting-a-sync') return 'Look at the list of syncs before you start it again.'
  return 'Try again in a few minutes. If it stays, ask whether Eloqua has an outage.'
}

const checkNetwork: Advice = (context) =>
  context === 'uploading' || context === 'starting-a-sync'
    ? `Check your network connection. ${againLater(context)}`
    : 'Check your network connection, then try again.'

/** For what is asked of a definition, not of data it once gave. */
function definitionIsGone(context: ErrorContext): string | undefined {
  if (context === 'uploading')
    return 'Check that the definition still exists. Then send what is not in Eloqua yet: the upload’s page says what is.'
  if (context === 'starting-a-sync') return 'Check that the definition still exists: it may have been deleted.'
  return undefined
}

const askIt = 'Ask your IT department; the details below help them.'

/** What to do next. */
export const ADVICE: Readonly<Record<ErrorCode, Advice>> = {
  'bad-arguments': always('Please report this as a mistake in Bulkdesk.'),
  'bad-sender': always('Please report this as a mistake in Bulkdesk.'),
  'not-signed-in': always('Sign in, then try again.'),
  'sign-in-refused': always(
    'Check all three, letter by letter. If they are right, the user may be disabled, or this network may not be on your company’s list of allowed addresses.',
  ),
  'oauth-failed': always('Start the sign-in again.'),
  'untrusted-host': always(askIt),
  validation: (context) =>
    context === 'starting-a-sync'
      ? 'See below what Eloqua says about each field, and correct the definition in Eloqua.'
      : 'See below what Eloqua says about each field, and correct it.',
  'bad-request': (context) =>
    context === 'reading' || context === 'saving'
      ? 'The sync of an import has no data to read. Otherwise the details below say what Eloqua objected to.'
      : 'The details below say what Eloqua objected to.',
  unauthorized: always('Check the sign-in: the password may have been changed. Bulkdesk has stopped trying.'),
  forbidden: always(
    'Ask your Eloqua administrator for API access and for rights to this data. Data of a sync can only be read by the user who started it.',
  ),
  'not-found': (context) =>
    definitionIsGone(context) ?? 'Refresh the list. If it was data of an export, run the export again.',
  conflict: always('Wait until the other sync has ended, then try again.'),
  'definition-changed': always('Check the file against it as it is now, then send it.'),
  gone: (context) => definitionIsGone(context) ?? 'Run the export again.',
  'has-dependencies': always('Remove it from where it is used, then try again.'),
  'storage-full': always('Start or discard uploads that are waiting in Eloqua, or ask your Eloqua administrator.'),
  'rate-limited': againLater,
  'server-error': againLater,
  unavailable: againLater,
  redirected: always('Sign in again. If it stays, ask your Eloqua administrator.'),
  'unexpected-answer': always(
    'Open a web page to see whether this network wants a sign-in of its own, then try again. If it stays, ask your IT department.',
  ),
  offline: checkNetwork,
  tls: always(`Nothing was sent, not even your password. ${askIt}`),
  proxy: always(askIt),
  timeout: checkNetwork,
  'connection-lost': checkNetwork,
  'in-doubt': (context) =>
    context === 'starting-a-sync'
      ? 'Look at the list of syncs: if it is not there after two minutes, start it again.'
      : 'See in the upload what Bulkdesk proposes to do next.',
  'keychain-locked': always('Unlock it and try again, or keep the password for this session only.'),
  'keychain-missing': always('Keep the password for this session only, or install a keychain service.'),
  'keychain-refused': always('Try again and allow Bulkdesk to use it, or keep the password for this session only.'),
  'secret-unusable': always('Change the password in Eloqua to one without unusual characters and of at most 1,000.'),
  'file-missing': always('Put it back, or choose it again.'),
  'file-changed': always('Open the file again, so that it can be checked as it is now.'),
  'file-unreadable': always('Check that you may open it and that its drive is connected, then choose it again.'),
  'file-not-csv': always('Save it as CSV (UTF-8) in your spreadsheet program, then choose that file.'),
  'file-exists': always('Choose another name.'),
  'disk-full': always('Free some space or choose another folder, then try again.'),
  'disk-denied': always('Choose another folder. If the file is open in a spreadsheet program, close it there first.'),
  'disk-failed': always('Check that the drive is connected, or choose another folder, then try again.'),
  'too-large': always('Ask for fewer rows at a time.'),
  'incomplete-result': always('Save it again. If it stays incomplete, run the export again.'),
  'page-gone': always('Open the page again.'),
  'not-allowed-now': always('Finish or cancel what is going on, then try again.'),
  cancelled: always('Start it again whenever you like.'),
  unknown: always('Try again. If it happens again, please report it with the details below.'),
}
