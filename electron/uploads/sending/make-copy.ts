import { type AppErrorData, isAppError } from '../../../shared/contract/errors.ts'
import { isDiskTrouble } from '../journal/disk-trouble.ts'
import { appliedSoFar } from '../outcome/applied-so-far.ts'
import { collectionOf, copyBody, copyName, createdUri, findCopy } from './private-copy.ts'
import { askToSignIn, needsSignIn, sendOnce } from './sign-in.ts'
import {
  ask,
  hasLastedTooLong,
  next,
  PASSING,
  PASSING_READS,
  type Step,
  stop,
  type UploadRun,
  waitOut,
} from './upload-run.ts'

/** Makes the batch's private copy. A creation in doubt is looked up by its name; an orphan is empty and deletes itself. */
export async function makeCopy(run: UploadRun): Promise<Step> {
  if (run.record.way === 'straight' || run.record.copy?.uri) return next(run, 'parts')
  if (run.record.copy) return adoptCopy(run, run.record.copy.name)
  const name = copyName(run.record)
  const started = run.elapsed()
  for (let attempt = 0; ; attempt++) {
    if (run.signal.aborted) return 'halt'
    if (run.record.isPaused) return 'continue'
    const outcome = await requestCopy(run, name)
    const uri = outcome.kind === 'accepted' ? createdUri(run.record.definition, outcome.reply.body) : undefined
    if (uri) return haveCopy(run, name, uri)
    if (outcome.kind !== 'refused') return adoptCopy(run, name)
    const { error } = outcome
    run.save({ copy: undefined, error })
    if (needsSignIn(error)) return askToSignIn(run, error)
    if (error.code === 'forbidden') return askToGoStraight(run)
    if (!PASSING.has(error.code) || hasLastedTooLong(run, started, error)) {
      const words = `The private copy could not be made: ${error.message} ${appliedSoFar(run.record)}`
      return stop(run, words, error)
    }
    await waitOut(run, { error, attempt }, () => `The private copy could not be made yet: ${error.message}`)
  }
}

function requestCopy(run: UploadRun, name: string) {
  run.save({ copy: { name }, state: 'sending', question: undefined })
  run.reached('copy-intent')
  const body = Buffer.from(JSON.stringify(copyBody(run.record.definition, sentFields(run), name)))
  const path = collectionOf(run.record.definition)
  const outcome = sendOnce(run, { path, contentType: 'application/json', body, signal: run.signal })
  return outcome.finally(() => run.reached('copy-answered'))
}

function sentFields(run: UploadRun): readonly string[] {
  return run.record.mapping.fields.map(({ field }) => field)
}

function haveCopy(run: UploadRun, name: string, uri: string): Step {
  const step = next(run, 'parts', { copy: { name, uri }, error: undefined }, `Private copy ${uri} made.`)
  run.reached('copy-ack')
  return step
}

async function adoptCopy(run: UploadRun, name: string): Promise<Step> {
  const started = run.elapsed()
  for (let attempt = 0; ; attempt++) {
    if (run.signal.aborted) return 'halt'
    if (run.record.isPaused) return 'continue'
    const found = await lookForCopy(run, name)
    if (typeof found === 'string') return haveCopy(run, name, found)
    if (found === undefined) {
      // A name is used once: should the lost creation arrive late, it stays an empty orphan that deletes itself.
      const fresh = { copy: undefined, generation: run.record.generation + 1 }
      return next(run, 'copy', fresh, 'The private copy was not made; making another.')
    }
    if (needsSignIn(found)) return askToSignIn(run, found)
    if (!PASSING_READS.has(found.code) || hasLastedTooLong(run, started, found))
      return stop(
        run,
        `Eloqua could not be asked for the private copy: ${found.message} ${appliedSoFar(run.record)}`,
        found,
      )
    await waitOut(run, { error: found, attempt }, () => `Looking for the private copy again: ${found.message}`)
  }
}

async function lookForCopy(run: UploadRun, name: string): Promise<string | AppErrorData | undefined> {
  try {
    return await findCopy(run.client, run.record, name, run.signal)
  } catch (error) {
    if (isDiskTrouble(error)) throw error
    return isAppError(error) ? error.toData() : { code: 'unknown', message: 'The list could not be read.' }
  }
}

function askToGoStraight(run: UploadRun): Step {
  const oneBatch = run.record.parts.every((part) => part.batch === 0)
  return ask(run, {
    kind: 'copy-not-allowed',
    text: `Your Eloqua user may not create definitions, so there can be no private copy. Nothing of this batch was sent. ${appliedSoFar(run.record)}`,
    choices: [
      ...(oneBatch ? [{ choice: 'send-straight' as const, label: 'Send straight', means: straightMeans(run) }] : []),
      { choice: 'stop', label: 'Stop here', means: 'Nothing more is sent.' },
    ],
  })
}

function straightMeans(run: UploadRun): string {
  return run.record.definition.isSyncTriggeredOnImport
    ? 'Every part starts a sync at once. If the line drops, you will be asked whether to send a part again.'
    : 'The rows wait at the definition itself until you start its sync. If the line drops, you will be asked whether to send a part again.'
}
