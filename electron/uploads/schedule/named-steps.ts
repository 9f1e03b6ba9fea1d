import type { Effect } from '../core/effects.ts'
import type { Happening } from '../core/events.ts'
import { currentSync, type UploadRecord } from '../core/upload-record.ts'

const INTENTS: Readonly<Partial<Record<Effect['kind'], string>>> = {
  'create-copy': 'copy-intent',
  'post-part': 'part-intent',
  'start-sync': 'sync-intent',
}

const ANSWERED: Readonly<Partial<Record<Effect['kind'], string>>> = {
  'create-copy': 'copy-answered',
  'post-part': 'part-answered',
  'start-sync': 'sync-answered',
  'read-sync': 'sync-read',
  'count-rejects': 'logs-read',
}

/** The name of the moment at which a request is noted and not yet sent. */
export function stepBefore({ kind }: Effect): string | undefined {
  return INTENTS[kind]
}

/** The name of the moment at which an answer is here and not yet noted. */
export function stepAfter({ kind }: Effect): string | undefined {
  return ANSWERED[kind]
}

/** The names of the moment at which an event is on disk. */
export function stepsSaved(before: UploadRecord, event: Happening, after: UploadRecord): readonly string[] {
  const isNew = (is: (record: UploadRecord) => boolean) => is(after) && !is(before)
  const steps: readonly (readonly [string, boolean])[] = [
    ['copy-ack', isNew(({ copy }) => copy?.uri !== undefined)],
    ['part-ack', event.kind === 'part-answered' && event.answer.kind === 'accepted'],
    ['sync-ack', before.phase === 'start-sync' && after.phase === 'watch' && currentSync(after) !== undefined],
    ['sync-ended', isNew(({ syncs }) => syncs.length > 0 && syncs.every(({ rejects }) => rejects !== undefined))],
    ['copy-deleted', event.kind === 'copies-deleted'],
    ['others-searched', event.kind === 'others-searched'],
    ['batch-done', after.batch > before.batch],
    ['staged', isNew(({ phase }) => phase === 'staged')],
    ['paused', isNew(({ state }) => state === 'paused')],
    ['done', isNew(({ state }) => state === 'done')],
  ]
  return steps.flatMap(([step, isReached]) => (isReached ? [step] : []))
}
