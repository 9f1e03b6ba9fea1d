import { appliedSoFar } from './applied-so-far.ts'
import { collectionOf, copyBody, copyName, createdUri, findCopy } from './private-copy.ts'
import { askToSignIn } from './run-sync.ts'
import { ask, backoffMs, next, type Step, stop, type UploadRun } from './upload-run.ts'

const MAX_TRIES = 20

/** Makes the batch's private copy. A creation in doubt is looked up by its name; an orphan is empty and deletes itself. */
export async function makeCopy(run: UploadRun): Promise<Step> {
  if (run.record.way === 'straight' || run.record.copy?.uri) return next(run, 'parts')
  if (run.record.copy) return adoptCopy(run, run.record.copy.name)
  const name = copyName(run.record)
  for (let attempt = 0; attempt < MAX_TRIES; attempt++) {
    if (run.signal.aborted) return 'halt'
    run.save({ copy: { name }, state: 'sending', question: undefined })
    run.reached('copy-intent')
    const outcome = await run.client.sendOnce({
      path: collectionOf(run.record.definition),
      contentType: 'application/json',
      body: Buffer.from(JSON.stringify(copyBody(run.record.definition, sentFields(run), name))),
      signal: run.signal,
    })
    run.reached('copy-answered')
    const uri = outcome.kind === 'accepted' ? createdUri(run.record.definition, outcome.reply.body) : undefined
    if (uri) return haveCopy(run, name, uri)
    if (outcome.kind !== 'refused') return adoptCopy(run, name)
    run.save({ copy: undefined, error: outcome.error })
    const { code } = outcome.error
    if (code === 'forbidden') return askToGoStraight(run)
    if (code === 'unauthorized' || code === 'sign-in-refused') return askToSignIn(run, outcome.error)
    if (code === 'validation' || code === 'bad-request' || code === 'not-found' || code === 'storage-full') {
      return stop(
        run,
        `Eloqua did not accept the private copy: ${outcome.error.message} ${appliedSoFar(run.record)}`,
        outcome.error,
      )
    }
    run.save({ state: 'waiting' }, `The private copy could not be made yet: ${outcome.error.message}`)
    await run.sleep(backoffMs(run, attempt, outcome.error))
  }
  return stop(run, `The private copy could not be made. ${appliedSoFar(run.record)}`, run.record.error)
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
  for (let attempt = 0; attempt < MAX_TRIES; attempt++) {
    if (run.signal.aborted) return 'halt'
    try {
      const uri = await findCopy(run.client, run.record, name, run.signal)
      if (uri) return haveCopy(run, name, uri)
      // A name is used once: should the lost creation arrive late, it stays an empty orphan that deletes itself.
      return next(
        run,
        'copy',
        { copy: undefined, generation: run.record.generation + 1 },
        'The private copy was not made; making another.',
      )
    } catch {
      run.save({ state: 'waiting' })
      await run.sleep(backoffMs(run, attempt, { code: 'unavailable', message: '' }))
    }
  }
  return stop(run, `Eloqua could not be reached to look for the private copy. ${appliedSoFar(run.record)}`)
}

function askToGoStraight(run: UploadRun): Step {
  const oneBatch = run.record.parts.every((part) => part.batch === 0)
  return ask(run, {
    kind: 'copy-not-allowed',
    text: 'Your Eloqua user may not create definitions, so there can be no private copy. Nothing was sent.',
    choices: [
      ...(oneBatch ? [{ choice: 'send-straight' as const, label: 'Send straight', means: straightMeans(run) }] : []),
      { choice: 'stop', label: 'Stop here', means: 'Nothing is sent.' },
    ],
  })
}

function straightMeans(run: UploadRun): string {
  return run.record.definition.isSyncTriggeredOnImport
    ? 'Every part starts a sync at once. If the line drops, you will be asked whether to send a part again.'
    : 'The rows wait at the definition itself until you start its sync. If the line drops, you will be asked whether to send a part again.'
}
