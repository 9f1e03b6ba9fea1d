import type { UpdateRule } from '../../../shared/eloqua/eloqua.ts'
import type { DefinitionInput } from '../data-engine.ts'
import type { Attribute, RecordType } from '../records/record-type.ts'
import { parseStatement } from '../statements/parse-statement.ts'
import { type Reference, resolveStatement } from '../statements/resolve-statement.ts'

/** One field of a definition and the attribute it writes. */
export interface Column {
  /** The definition's own name for it. */
  readonly name: string
  readonly reference: Reference
  readonly attribute: Attribute
  readonly rule: Exclude<UpdateRule, 'useFieldRule'>
  /** The codes of custom object records are cut at so many characters (Oracle: "Uploading multiple custom object records"). */
  readonly cutAt?: number
}

const CODE_LENGTH = 100

export interface ImportPlan {
  readonly type: RecordType
  readonly columns: readonly Column[]
  /** Position of the identifier among the columns; -1 when there is none (activities). */
  readonly identifier: number
}

/** Families whose imports may name the contact field that holds the same thing. */
const BORROWED: Readonly<Record<string, { readonly entity: string; readonly field: string }>> = {
  emailAddresses: { entity: 'Contact', field: '{{EmailAddress.Field(EmailAddress)}}' },
  phoneNumbers: { entity: 'Contact', field: '{{PhoneNumber.Field(PhoneNumber)}}' },
}

/** What a statement of an import means; a string is the constraint it breaks. */
export function resolveImportStatement(type: RecordType, statement: string): Reference | string {
  const borrowed = BORROWED[type.key]
  if (borrowed && parseStatement(statement)?.[0]?.name === borrowed.entity) {
    return resolveStatement(type, borrowed.field)
  }
  return resolveStatement(type, statement)
}

function effectiveRule(definition: DefinitionInput, name: string, attribute: Attribute): Column['rule'] {
  const { updateRule = 'always', updateRuleByField = {} } = definition
  const rule = (Object.hasOwn(updateRuleByField, name) ? updateRuleByField[name] : undefined) ?? updateRule
  const resolved = rule === 'useFieldRule' ? attribute.updateRule : rule
  return resolved === 'useFieldRule' ? 'always' : resolved
}

/** Works out what each field of a valid definition writes. Throws RangeError for a definition that is not valid. */
export function planImport(type: RecordType, definition: DefinitionInput): ImportPlan {
  const columns = Object.entries(definition.fields).map(([name, statement]): Column => {
    const reference = resolveImportStatement(type, statement)
    if (typeof reference === 'string') throw new RangeError(`${statement}: ${reference}`)
    const { attribute } = reference
    const isCode = name === definition.identifierFieldName && type.key.startsWith('customObjects/')
    const cut = isCode && attribute.storage === 'text' ? { cutAt: CODE_LENGTH } : {}
    return { name, reference, attribute, rule: effectiveRule(definition, name, attribute), ...cut }
  })
  return { type, columns, identifier: columns.findIndex(({ name }) => name === definition.identifierFieldName) }
}
