import type { Upload } from '../uploads/upload.ts'
import type { QuestionFacts, UploadChoice, UploadQuestion } from '../uploads/upload-facts.ts'
import { formatCounted, plural } from './numbers.ts'
import { appliedWords } from './upload-outcome.ts'
import {
  capital,
  doneVerb,
  doVerb,
  fileRowsWords,
  partsWords,
  spanWords,
  syncsWords,
  syncWords,
} from './upload-rows.ts'

export interface AnswerWords {
  readonly choice: UploadChoice
  readonly label: string
  readonly means: string
}

type QuestionOf<K extends QuestionFacts['kind']> = Extract<QuestionFacts, { kind: K }>
type Texts = { readonly [K in QuestionFacts['kind']]: (upload: Upload, question: QuestionOf<K>) => string }

export const questionControls = {
  signInAgain: 'Sign in again…',
  signInAgainHint: 'Opens the sign-in page. The upload continues as soon as you’ve signed in.',
} as const

/** What only the user can decide, as a sentence or two. */
export function questionWords(upload: Upload, question: QuestionFacts): string {
  return TEXTS[question.kind](upload, question as never)
}

const TEXTS: Texts = {
  'part-in-doubt': partWords,
  'sync-in-doubt': syncInDoubtWords,
  'sync-started-early': (upload, { syncUri }) =>
    `Eloqua started ${syncWords(syncUri)} before everything was sent: ${upload.definition.name} was switched to sync automatically. What had arrived is being ${doneVerb(upload)}.`,
  'restarts-exhausted': (upload, { tries }) =>
    `Sending this batch failed ${tries} times. ${upload.error?.message ?? ''} ${appliedWords(upload)}`.replace(
      '  ',
      ' ',
    ),
  'sign-in-again': (upload) => `${signInWords(upload)} ${appliedWords(upload)}`,
  'copy-not-allowed': (upload) =>
    `Your Eloqua user can’t create definitions, so Bulkdesk can’t make a temporary copy. This batch wasn’t sent. ${appliedWords(upload)}`,
  'disk-trouble': (upload) =>
    `${upload.error?.message ?? ''} Bulkdesk sends nothing it can’t note first. Free up space, then continue. ${appliedWords(upload)}`.trim(),
  'rows-waiting': (upload, { others }) =>
    `${upload.definition.name} already has staged rows: ${fileRowsWords(others)}. The next sync would import them together with this file. The upload continues once they are synced or deleted.`,
  'batch-failed': batchFailedWords,
  'sync-lost': (upload, { syncUri }) =>
    `Bulkdesk can’t follow ${syncWords(syncUri)} any more: ${upload.error?.message ?? ''} The sync may have ended, and the rows may have been ${doneVerb(upload)}. Look in Eloqua before you send anything again.`,
  'cannot-go-on': (upload) =>
    `${upload.error?.message ?? 'Something went wrong in Bulkdesk.'} Nothing was sent that wasn’t noted first. ${appliedWords(upload)}`,
}

function partWords(upload: Upload, { parts, cause, named }: QuestionOf<'part-in-doubt'>): string {
  if (cause === 'kept-too-long')
    return `${capital(partsWords(parts))} of ${upload.parts.length} ${plural(parts.length, 'was', 'were')} staged in ${upload.definition.name} for longer than Eloqua keeps rows: most likely Eloqua deleted ${plural(parts.length, 'it', 'them')}.`
  const [part = 0] = parts
  const lost = `The connection dropped while sending part ${part + 1} of ${upload.parts.length}. The part may or may not have reached Eloqua.`
  if (named)
    return `${lost} Eloqua lists ${syncWords(named.uri)}, started since by ${upload.user}. Open it to see whether it has your rows.`
  return `${lost} ${appliedWords(upload)}`
}

function syncInDoubtWords(upload: Upload, { listed, named }: QuestionOf<'sync-in-doubt'>): string {
  const lost = 'The connection dropped while starting the sync'
  if (named)
    return `${lost}. Eloqua lists ${syncWords(named.uri)}, started since by ${upload.user}, which may be the one or another tool’s. Open it before you start another.`
  if (!listed)
    return `${lost}, and Bulkdesk can’t read Eloqua’s list of syncs. The sync may be running, and the rows may have been ${doneVerb(upload)}.`
  return `${lost}, and the sync isn’t on Eloqua’s list. Most likely the rows are still staged.`
}

function batchFailedWords(upload: Upload, { syncUris }: QuestionOf<'batch-failed'>): string {
  const open = (upload.ledger.open ?? []).filter(({ syncUri = '' }) => syncUris.includes(syncUri))
  const rows = spanWords(open.flatMap(({ spans }) => spans))
  const what = rows ? `${capital(rows)} may be missing or only partly ${doneVerb(upload)}.` : ''
  const status = upload.syncStatuses[syncUris[0] ?? ''] ?? ''
  const ended =
    status === 'error' || status === 'errored' || status === ''
      ? `Eloqua stopped ${syncsWords(syncUris)}.`
      : `${capital(syncsWords(syncUris))} ended with the status “${status}”, which Bulkdesk doesn’t know.`
  return `${ended} ${what} Its log says why.`.replace('  ', ' ')
}

/** Eloqua was asked only where it answered. */
function signInWords({ connectionLabel, error }: Upload): string {
  if (error?.code === 'not-signed-in')
    return `You’re signed out of ${connectionLabel}. Sign in again and the upload continues.`
  if (error?.code === 'unauthorized' || error?.code === 'sign-in-refused')
    return `Eloqua rejected the sign-in for ${connectionLabel}. Sign in again and the upload continues.`
  return `Bulkdesk can’t read the password for ${connectionLabel}: ${error?.message ?? ''} Sign in again and the upload continues.`
}

/** The answers that can be given, each with what it means for the data. */
export function answerWords(upload: Upload, question: UploadQuestion): readonly AnswerWords[] {
  return question.choices.map((choice) => ({ choice, ...ANSWERS[choice](upload, question) }))
}

type Answers = Readonly<Record<UploadChoice, (upload: Upload, question: UploadQuestion) => Omit<AnswerWords, 'choice'>>>

const ANSWERS: Answers = {
  'take-sync': (_upload, question) => ({
    label: `${capital(namedWords(question))} is mine`,
    means: 'Bulkdesk follows that sync as this upload’s own. Nothing is sent again.',
  }),
  'check-again': () => ({ label: 'Check again', means: 'Looks at Eloqua’s list of syncs once more.' }),
  'send-again': againWords,
  'treat-as-arrived': () => ({ label: 'Assume it arrived', means: 'Rows are missing if it didn’t.' }),
  'start-sync': (upload) => ({
    label: 'Start the sync again',
    means:
      upload.way === 'private-copy'
        ? 'Looks once more, and starts the sync if it isn’t there. If the first one turns up late, the second finds nothing left.'
        : 'Looks once more, and starts the sync if it isn’t there. If the first one turns up late, the second one gets whatever is staged then.',
  }),
  retry: (_upload, { kind }) =>
    RETRY[kind] ?? { label: 'Continue', means: 'Continues where it stopped. Nothing is sent twice.' },
  'send-straight': (upload) => ({
    label: 'Stage in the definition',
    means: `Rows go to ${upload.definition.name} itself. If the connection drops, you decide whether a part is sent again.`,
  }),
  'send-on-top': (upload) => ({
    label: 'Add to them',
    means: `One sync ${doVerb(upload)} both.`,
  }),
  'send-rest': (upload) => ({
    label: 'Send the rest',
    means: `Continues with ${formatCounted(partsLeft(upload), 'part')}. The rows of the failed sync aren’t sent again.`,
  }),
  stop: (_upload, { kind }) => ({
    label: 'Stop',
    means: kind === 'sync-in-doubt' ? 'Bulkdesk starts no sync.' : 'Nothing more is sent. What Eloqua has stays there.',
  }),
}

const RETRY: Readonly<Partial<Record<QuestionFacts['kind'], Omit<AnswerWords, 'choice'>>>> = {
  'restarts-exhausted': { label: 'Try again', means: 'Sends the batch once more, into a new temporary copy.' },
  'sync-started-early': {
    label: 'Send the rest',
    means: 'Sends the remaining parts once that sync has ended. They may start a sync of their own.',
  },
}

function namedWords(question: QuestionFacts): string {
  return 'named' in question && question.named ? syncWords(question.named.uri) : 'that sync'
}

function partsLeft({ parts }: Upload): number {
  return parts.filter(({ state }) => state === 'planned').length
}

/** What Eloqua makes of rows it gets twice (eloqua-bulk-api 3.4). */
function againWords({ definition }: Upload, { choices }: UploadQuestion): Omit<AnswerWords, 'choice'> {
  const label = 'Send again'
  if (definition.kind === 'syncAction')
    return { label, means: 'If it had arrived, the same is done to the same records once more.' }
  if (definition.family === 'activities') return { label, means: 'If it had arrived, its rows are recorded twice.' }
  if (definition.family === 'customObjects')
    return { label, means: 'If it had arrived, its rows may be recorded twice.' }
  // Only a part that starts a sync by itself can be looked for.
  if (choices.includes('check-again')) return { label, means: 'If it had arrived, its rows are imported once more.' }
  return { label: `${label} (recommended)`, means: 'Safe: Eloqua skips duplicates.' }
}
