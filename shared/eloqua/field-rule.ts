import type { Family } from './definition.ts'
import type { FieldChoice } from './field-choice.ts'

/**
 * What a value must be to fit a field, as far as Eloqua's field list and Oracle's pages say. The Bulk API does not tell
 * small text from large text, or whole numbers from decimals (Oracle: "Bulk API data types").
 */
export type FieldRule =
  | { readonly type: 'date' | 'boolean' }
  /** `mayBeWhole`: the field may be of Eloqua's type Number, which takes whole numbers only. */
  | { readonly type: 'number'; readonly mayBeWhole: boolean }
  | { readonly type: 'email' }
  /** `smallLimit`: what small text holds; undefined where the field is known to be large text. */
  | { readonly type: 'text'; readonly smallLimit?: number }

/** The rules of a definition's fields, by the definition's own names. A field without a rule takes anything. */
export type FieldRules = Readonly<Record<string, FieldRule>>

/** Characters that large text holds, whatever the object. */
export const LARGE_TEXT = 32_000
/** Characters of the longest email address that Eloqua takes. */
export const LONGEST_EMAIL = 400
/** Eloqua cuts the identifiers of custom object records at so many characters. */
export const LONGEST_CODE = 100
/** Digits that a number may have before and behind its decimal point. */
export const NUMBER_DIGITS = { whole: 15, decimals: 4 } as const

const SMALL_TEXT = { record: 100, customObject: 250 } as const

/** The rule of one field; `family` is that of the definition. Undefined where nothing is documented. */
export function fieldRule(field: FieldChoice, family: Family): FieldRule | undefined {
  const isOfObject = family === 'customObjects' || family === 'events'
  // A related record's field only finds the record.
  const isOwn = field.of === 'record' || field.of === 'system'
  switch (field.dataType) {
    case 'date':
      return isOwn ? { type: 'date' } : undefined
    case 'boolean':
      return isOwn ? { type: 'boolean' } : undefined
    case 'number':
      // The numbers of activities are ids, which only name other records.
      return isOwn && family !== 'activities' ? { type: 'number', mayBeWhole: isOfObject } : undefined
    case 'emailAddress':
      return { type: 'email' }
    case 'largeText':
      return { type: 'text' }
    case 'string':
      return field.of === 'record' ? textRule(family, isOfObject) : undefined
    default:
      return undefined
  }
}

function textRule(family: Family, isOfObject: boolean): FieldRule | undefined {
  if (isOfObject) return { type: 'text', smallLimit: SMALL_TEXT.customObject }
  return family === 'contacts' || family === 'accounts' ? { type: 'text', smallLimit: SMALL_TEXT.record } : undefined
}
