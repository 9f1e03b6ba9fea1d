import type { AppErrorData, ErrorCode } from '../contract/errors.ts'
import { OAUTH_FAILURE_WORDS } from './connect-oauth.ts'
import type { ErrorContext } from './error-context.ts'
import { ADVICE, TITLES } from './error-phrases.ts'

export interface ErrorWords {
  /** What happened. */
  readonly title: string
  /** What it means for the data. */
  readonly meaning: string
  /** What to do next. */
  readonly advice: string
}

/** Failures after which a request may have been taken although nobody said so. */
const DOUBTFUL: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'in-doubt',
  'server-error',
  'unavailable',
  'timeout',
  'connection-lost',
  'unexpected-answer',
])

const UNTOUCHED: Readonly<Record<ErrorContext, string>> = {
  reading: 'Nothing was changed in Eloqua.',
  uploading: 'This part was not accepted. Nothing of it is in Eloqua.',
  'starting-a-sync': 'No sync was started. Nothing was changed in Eloqua.',
  'signing-in': 'You are not signed in. Nothing was changed in Eloqua.',
  saving: 'The data in Eloqua is as it was. No finished file was written.',
  deleting: 'Nothing was deleted.',
}

const DOUBT: Readonly<Record<ErrorContext, string>> = {
  reading: UNTOUCHED.reading,
  uploading: 'This part may have arrived. Bulkdesk does not send it a second time without asking you.',
  'starting-a-sync': 'The sync may have been started. Bulkdesk does not start a second one without asking you.',
  'signing-in': UNTOUCHED['signing-in'],
  saving: UNTOUCHED.saving,
  deleting: 'It may have been deleted already.',
}

/** What is special about a code in a context, beyond whether the request was taken. */
const MEANINGS: Readonly<Partial<Record<ErrorCode, Partial<Record<ErrorContext, string>>>>> = {
  gone: {
    reading: 'This data was kept for a time and has expired. The records themselves are untouched.',
    saving: 'This data expired before it was saved to the end. The records themselves are untouched.',
    deleting: 'It is gone already.',
  },
  'not-found': {
    uploading:
      'This part was not accepted: the definition may be gone, or the part was over 32 MB. Eloqua answers the same for both.',
    reading: 'It may have been deleted or have expired, or your Eloqua user may not see it. Nothing was changed.',
    deleting: 'There is nothing of that name to delete; it may be gone already.',
  },
  conflict: { deleting: 'A sync is using it, so nothing was deleted.' },
  'storage-full': {
    uploading: 'This part was not accepted. Parts that arrived before it are still waiting and have not been applied.',
  },
  'incomplete-result': {
    saving: 'Fewer or more rows came than Eloqua said there are. What came is kept under a name that ends in .partial.',
  },
  'disk-full': { saving: 'What was saved so far is incomplete. An older file of that name is as it was.' },
  'disk-failed': { saving: 'What was saved so far is incomplete. An older file of that name is as it was.' },
  'definition-changed': { uploading: 'Nothing was sent: other rules would have applied than those that were shown.' },
  'file-changed': { uploading: 'The rest of the file was not sent, as it is no longer the file that was checked.' },
  cancelled: { saving: 'The unfinished file was removed. An older file of that name is as it was.' },
  'page-gone': { reading: 'Only the view was closed. The data in Eloqua is as it was.' },
}

/** Says in words what happened, what it means for the user's data, and what to do. Never a code, never empty. */
export function describeError(error: AppErrorData, context: ErrorContext): ErrorWords {
  if (error.oauth) return { ...OAUTH_FAILURE_WORDS[error.oauth], meaning: UNTOUCHED[context] }
  return {
    title: TITLES[error.code],
    meaning: describeMeaning(error, context),
    advice: withWait(error, ADVICE[error.code](context)),
  }
}

function describeMeaning(error: AppErrorData, context: ErrorContext): string {
  if (error.fate === 'may-have-arrived') return DOUBT[context]
  if (error.fate === undefined && DOUBTFUL.has(error.code)) return DOUBT[context]
  return MEANINGS[error.code]?.[context] ?? UNTOUCHED[context]
}

function withWait({ retryAfterSeconds }: AppErrorData, advice: string): string {
  if (retryAfterSeconds === undefined) return advice
  return `Eloqua asks to wait ${describeSeconds(retryAfterSeconds)}. ${advice}`
}

function describeSeconds(seconds: number): string {
  if (seconds < 90) return seconds === 1 ? '1 second' : `${seconds} seconds`
  const minutes = Math.round(seconds / 60)
  return minutes === 60 ? 'an hour' : `${minutes} minutes`
}
