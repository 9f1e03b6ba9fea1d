import { createHash } from 'node:crypto'
import { AppError } from '../../../shared/contract/errors.ts'
import type { Definition } from '../../../shared/eloqua/definition.ts'
import { definitionChangedWords } from '../../../shared/words/upload-mapping.ts'

/** What changes by use, or comes from elsewhere, without a rule being another. */
const NO_RULES: ReadonlySet<string> = new Set<keyof Definition>([
  'kbUsed',
  'createdAt',
  'createdBy',
  'updatedAt',
  'updatedBy',
  'parentName',
])

/** Rejects with `definition-changed` when the rules are no longer those the file was checked against; says which. */
export function expectSameRules(checked: Definition, now: Definition): void {
  const keys = [...new Set([...Object.keys(checked), ...Object.keys(now)])].filter((key) => !NO_RULES.has(key))
  const changed = keys.filter((key) => asText(checked, key) !== asText(now, key))
  if (changed.length === 0) return
  const message = definitionChangedWords(now.name, changed)
  throw new AppError({ code: 'definition-changed', message, fate: 'not-sent' })
}

/** A mark of a definition's rules: it is another one when any of them has changed. */
export function rulesMark(definition: Definition): string {
  const keys = Object.keys(definition).filter((key) => !NO_RULES.has(key))
  const rules = keys.toSorted().map((key) => [key, asText(definition, key)])
  return createHash('sha256').update(JSON.stringify(rules)).digest('hex')
}

/** The order of fields says nothing, but for that of sync actions. */
function asText(definition: Definition, key: string): string | undefined {
  return JSON.stringify(Reflect.get(definition, key), (_, value: unknown) => {
    const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isRecord ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))) : value
  })
}
