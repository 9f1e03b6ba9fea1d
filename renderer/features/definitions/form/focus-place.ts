import type { DraftIssue } from '../../../../shared/eloqua/draft-issue.ts'

/** Where the sections of the form are found by the places of their issues. */
export const PLACES_ATTRIBUTE = 'data-places'

/** The name stands beside the object, which is in the same section. */
export const NAME_ID = 'definition-name'

const CONTROLS = 'input,select,textarea'

/** Brings the focus to the control that an issue is about, or to the first control of its section. */
export function focusIssue({ place, index }: Pick<DraftIssue, 'place' | 'index'>): void {
  const own = place === 'name' ? NAME_ID : place === 'fields' && index !== undefined ? `field-${index}` : undefined
  const section = document.querySelector(`[${PLACES_ATTRIBUTE}~="${place}"]`)
  const invalid = section?.querySelector<HTMLElement>('[aria-invalid="true"]')
  const control = (own && document.getElementById(own)) || (invalid ?? section?.querySelector<HTMLElement>(CONTROLS))
  control?.focus()
}
