import type { FieldChoice } from '../../../../shared/eloqua/field-choice.ts'
import { OWNER_WORDS } from '../../../../shared/words/definition-form.ts'
import type { PickerOption } from '../../../ui/search-picker.tsx'

/** A field as a choice of a picker: its name, whose field it is, and its statement. */
export function toOption({ name, statement, of }: FieldChoice): PickerOption {
  return { value: statement, label: OWNER_WORDS[of] ? `${name} (${OWNER_WORDS[of]})` : name, detail: statement }
}
