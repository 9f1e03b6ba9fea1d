import type { AppErrorData, ErrorCode } from '../contract/errors.ts'
import { OAUTH_FAILURE_WORDS } from './connect-oauth.ts'
import type { ErrorContext } from './error-context.ts'
import { ADVICE, TITLES } from './error-phrases.ts'
import { formatCounted } from './numbers.ts'
import { sourceRefusalWords } from './source-refusals.ts'

export interface ErrorWords {
  /** What happened. */
  readonly title: string
  /** What it means for the data. */
  readonly meaning: string
  /** What to do next. */
  readonly advice: string
}

/** Failures after which Eloqua may have received a request without a word of it. */
const DOUBTFUL: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'in-doubt',
  'server-error',
  'unavailable',
  'timeout',
  'connection-lost',
  'unexpected-answer',
])

const UNTOUCHED: Readonly<Record<ErrorContext, string>> = {
  reading: 'Nothing changed in Eloqua.',
  uploading: 'Eloqua didn’t accept this part; none of it is in Eloqua.',
  'starting-a-sync': 'No sync started. Nothing changed in Eloqua.',
  'signing-in': 'You’re not signed in. Nothing changed in Eloqua.',
  saving: 'Nothing changed in Eloqua. The file wasn’t saved.',
  deleting: 'Nothing was deleted.',
}

const DOUBT: Readonly<Record<ErrorContext, string>> = {
  reading: UNTOUCHED.reading,
  uploading: 'This part may have reached Eloqua. Bulkdesk won’t send it again without asking you.',
  'starting-a-sync': 'The sync may have started. Bulkdesk won’t start another one without asking you.',
  'signing-in': UNTOUCHED['signing-in'],
  saving: UNTOUCHED.saving,
  deleting: 'This may already be deleted.',
}

/** What is special about a code in a context, beyond whether Eloqua received the request. */
const MEANINGS: Readonly<Partial<Record<ErrorCode, Partial<Record<ErrorContext, string>>>>> = {
  gone: {
    reading: 'The records themselves are untouched.',
    saving: 'This data expired before the file was complete. The records themselves are untouched.',
    deleting: 'This was already deleted.',
  },
  'not-found': {
    uploading:
      'Eloqua didn’t accept this part: the definition may be gone, or the part was over 32 MB. Eloqua answers the same for both.',
    reading: 'It may be deleted or expired, or your Eloqua user can’t see it. Nothing changed in Eloqua.',
    deleting: 'Nothing to delete; it may already be gone.',
  },
  conflict: { deleting: 'A sync is using it, so nothing was deleted.' },
  'storage-full': {
    uploading: 'Eloqua didn’t accept this part. Earlier parts are still staged and not imported.',
  },
  'incomplete-result': {
    saving: 'Eloqua sent fewer or more rows than it announced. The rows it sent are in a file that ends in .partial.',
  },
  'disk-full': { saving: 'The saved file is incomplete. An older file with that name is unchanged.' },
  'disk-failed': { saving: 'The saved file is incomplete. An older file with that name is unchanged.' },
  'definition-changed': { uploading: 'Nothing was sent: other rules would have applied than those shown.' },
  'file-changed': { uploading: 'The rest of the file wasn’t sent, because the file isn’t the one that was checked.' },
  tls: { 'signing-in': 'Nothing was sent, not even your password.' },
  cancelled: { saving: 'The unfinished file was removed. An older file with that name is unchanged.' },
  'page-gone': { reading: 'Only the view was closed. Nothing changed in Eloqua.' },
}

/** Says in words what happened, what it means for the user's data, and what to do. Never a code, never empty. */
export function describeError(error: AppErrorData, context: ErrorContext): ErrorWords {
  if (error.source) return { ...sourceRefusalWords(error.source), meaning: UNTOUCHED[context] }
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
  return `Eloqua asks you to wait ${describeSeconds(retryAfterSeconds)}. ${advice}`
}

function describeSeconds(seconds: number): string {
  if (seconds < 90) return formatCounted(seconds, 'second')
  const minutes = Math.round(seconds / 60)
  return minutes === 60 ? 'an hour' : formatCounted(minutes, 'minute')
}
