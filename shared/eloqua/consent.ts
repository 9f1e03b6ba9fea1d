import type { Mapping } from '../csv/csv.ts'
import type { Definition } from './definition.ts'
import type { SyncAction } from './eloqua.ts'
import { changesConsent } from './field-choice.ts'

/** What of an upload changes whom the company may write to. */
export interface ConsentChanges {
  /** Fields of the definition that get something from the file. */
  readonly fields: readonly ConsentField[]
  /** The sync actions that subscribe, unsubscribe or mark as bounced. */
  readonly actions: readonly SyncAction[]
}

export interface ConsentField {
  readonly field: string
  readonly sets: 'subscription' | 'bounce'
  /** The same text in every row. */
  readonly everyRow?: string
}

/** Subscription and bounce status are part of plain imports too (Tutorials/bounceback_status), and of some sync actions. */
export function consentChanges(definition: Definition, mapping: Mapping): ConsentChanges {
  return {
    fields:
      definition.kind === 'import'
        ? mapping.fields.flatMap(({ field, source }) => {
            const sets = consentOf(definition, field)
            if (!sets) return []
            return { field, sets, ...(source.from === 'constant' ? { everyRow: source.value } : {}) }
          })
        : [],
    actions: (definition.syncActions ?? []).filter(isConsentAction),
  }
}

/** The other sync actions that an import runs besides: they add to lists and the like. */
export function actionsBesides({ kind, syncActions = [] }: Definition): readonly SyncAction[] {
  return kind === 'import' ? syncActions.filter((action) => !isConsentAction(action)) : []
}

/** What a field of this definition sets, if it changes consent. */
export function consentOf({ kind, fields }: Definition, field: string): ConsentField['sets'] | undefined {
  const statement = Object.hasOwn(fields, field) ? fields[field] : undefined
  if (kind !== 'import' || statement === undefined || !changesConsent(statement)) return undefined
  return /bounce/i.test(statement) ? 'bounce' : 'subscription'
}

function isConsentAction({ destination, status = '' }: SyncAction): boolean {
  return (
    /^\{\{(?:GlobalSubscribe\}\}|EmailGroup\[)/i.test(destination) ||
    /bounce/i.test(destination) ||
    /^(?:un)?subscribed$|^bounced$/i.test(status)
  )
}
