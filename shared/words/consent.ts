import type { ConsentChanges, ConsentField } from '../eloqua/consent.ts'
import { describeSyncAction } from './sync-actions.ts'

export const consentWords = {
  title: 'This upload changes who may receive email',
  tag: 'changes consent',
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
