import { AppError } from '../../../shared/contract/errors.ts'
import type { Definition } from '../../../shared/eloqua/definition.ts'
import { type FieldChoice, indexFields, statementKey } from '../../../shared/eloqua/field-choice.ts'
import { type FieldRules, fieldRule } from '../../../shared/eloqua/field-rule.ts'
import { uploadReasons } from '../../../shared/words/reasons.ts'
import { readFields } from '../../eloqua/definitions/read-fields.ts'
import type { EloquaClient } from '../../eloqua/eloqua-client.ts'
import { toKnownError } from '../../platform/defects.ts'
import type { Log } from '../../platform/logger.ts'

/** A list of fields is read again after so long: each change of a mapping checks the file once more. */
const KEPT_MS = 5 * 60_000

type Target = Pick<Definition, 'kind' | 'family' | 'parentId' | 'fields'>

/** What values must be to fit the fields of definitions, from Eloqua's lists of fields. */
export interface FieldRuleBook {
  /** Undefined where the lists can't be read: a check goes on without. */
  rulesOf(client: EloquaClient, target: Target, signal: AbortSignal): Promise<FieldRules | undefined>
}

/** Keeps the lists of fields it has read for some minutes. */
export function createFieldRuleBook(log: Log, now: () => number = Date.now): FieldRuleBook {
  const lists = new Map<string, { readonly readAt: number; readonly fields: readonly FieldChoice[] }>()

  async function listFields(client: EloquaClient, { family, parentId }: Target): Promise<readonly FieldChoice[]> {
    const key = [client.connection.id, family, parentId].join(' ')
    const known = lists.get(key)
    if (known && now() - known.readAt < KEPT_MS) return known.fields
    const fields = await readFields(client, { family, ...(parentId === undefined ? {} : { parentId }) })
    lists.set(key, { readAt: now(), fields })
    return fields
  }

  return {
    async rulesOf(client, target, signal) {
      // The one field of a sync action names records: its rows are judged as identifiers.
      if (target.kind !== 'import') return {}
      try {
        return findRules(target, await Promise.race([listFields(client, target), aborted(signal)]))
      } catch (failure) {
        toKnownError(failure, log, 'reading the fields a file is checked against')
        return undefined
      }
    },
  }
}

/** Rejects when the check is cancelled. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const fail = () => reject(new AppError({ code: 'cancelled', message: uploadReasons.checkCanceled }))
    if (signal.aborted) fail()
    else signal.addEventListener('abort', fail, { once: true })
  })
}

function findRules(target: Target, fields: readonly FieldChoice[]): FieldRules {
  const index = indexFields(fields)
  const rules = Object.entries(target.fields).flatMap(([name, statement]) => {
    const field = index.get(statementKey(statement))
    const rule = field && fieldRule(field, target.family)
    return rule ? [[name, rule] as const] : []
  })
  return Object.fromEntries(rules)
}
