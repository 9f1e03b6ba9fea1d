import type { ConsentChanges, ConsentField } from '../eloqua/consent.ts'
import type { SyncAction } from '../eloqua/eloqua.ts'
import { describeSyncAction } from './sync-actions.ts'

export const consentWords = {
  title: 'This upload changes who may receive email',
  tag: 'changes consent',
  besides: 'This import also runs sync actions',
}

/** What the sync actions of an import do to the records it imports. */
export function besidesSentences(actions: readonly SyncAction[]): readonly string[] {
  return actions.map((action) => describeSyncAction(action))
}

/** One sentence for each field and sync action that changes consent. */
export function consentSentences({ fields, actions }: ConsentChanges): readonly string[] {
  return [...fields.map(fieldSentence), ...actions.map((action) => describeSyncAction(action))]
}

function fieldSentence({ field, sets, everyRow }: ConsentField): string {
  const does =
    sets === 'bounce' ? 'marks each email address as bounced or not' : 'subscribes or unsubscribes each record'
  const how = everyRow === undefined ? '' : `, with “${everyRow}” in every row`
  return `“${field}” ${does}${how}.`
}
