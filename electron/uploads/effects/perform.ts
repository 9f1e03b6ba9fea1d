import { isAppError } from '../../../shared/contract/errors.ts'
import { toKnownError } from '../../platform/defects.ts'
import type { Effect, EffectOf } from '../core/effects.ts'
import type { Happening } from '../core/events.ts'
import { isDiskTrouble } from '../journal/disk-trouble.ts'
import type { EffectContext } from './effect-context.ts'
import { withoutRowData } from './known.ts'
import { createCopy, postPart, startSync } from './once-only.ts'
import {
  countRejects,
  noteNewest,
  readDefinition,
  readLog,
  readSync,
  searchCopy,
  searchOthers,
  searchSync,
} from './reads.ts'

type Performers = {
  readonly [K in Effect['kind']]: (effect: EffectOf<K>, context: EffectContext) => Promise<Happening>
}

const PERFORM: Performers = {
  'create-copy': createCopy,
  'search-copy': searchCopy,
  'delete-copies': deleteCopies,
  'note-newest': noteNewest,
  'read-part': readPart,
  'post-part': postPart,
  'start-sync': startSync,
  'search-sync': searchSync,
  'read-definition': readDefinition,
  'read-sync': readSync,
  'read-log': readLog,
  'count-rejects': countRejects,
  'search-others': searchOthers,
  wait,
}

/** Does one thing and says what came of it. Rejects for what is no answer: trouble with our own disk or a failure of ours. */
export function perform(effect: Effect, context: EffectContext): Promise<Happening> {
  const performer = PERFORM[effect.kind] as (effect: Effect, context: EffectContext) => Promise<Happening>
  return performer(effect, context)
}

/** A file that is not what it was ends the upload; a reader that failed does not: the file may be read again. */
async function readPart({ part }: EffectOf<'read-part'>, context: EffectContext): Promise<Happening> {
  try {
    const read = await context.reader.read(context.record, part, context.signal)
    return read ? { kind: 'part-read', part, sha256: read.sha256 } : { kind: 'file-ended' }
  } catch (error) {
    if (isDiskTrouble(error) || !isAppError(error)) throw error
    return { kind: 'file-failed', error: withoutRowData(error.toData()) }
  }
}

/** Best effort: a copy that stays deletes itself after a week. */
async function deleteCopies({ uris }: EffectOf<'delete-copies'>, { client, log }: EffectContext): Promise<Happening> {
  const left: string[] = []
  for (const path of uris) {
    try {
      await client.read({ method: 'DELETE', path })
    } catch (error) {
      const { code } = toKnownError(error, log, 'deleting a temporary copy')
      if (code !== 'not-found' && code !== 'gone') left.push(path)
    }
  }
  return { kind: 'copies-deleted', left, tried: uris }
}

async function wait({ ms, endsOnPause }: EffectOf<'wait'>, context: EffectContext): Promise<Happening> {
  const { environment, signal, pause } = context
  await environment.sleep(ms, endsOnPause ? AbortSignal.any([signal, pause]) : signal)
  return { kind: 'waited' }
}
