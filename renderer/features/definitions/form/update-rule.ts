import type { UpdateRule } from '../../../../shared/eloqua/eloqua.ts'

export const EXAMPLES = [
  { field: 'City', before: 'Bern', sent: 'Basel' },
  { field: 'Phone', before: '555 0100', sent: '' },
  { field: 'Title', before: '', sent: 'Director' },
] as const

/** What a field holds after an import (fact sheet 3.4), for the rules that do not depend on the field. */
export function valueAfter(rule: Exclude<UpdateRule, 'useFieldRule'>, before: string, sent: string): string {
  if (rule === 'ifNewIsNotNull') return sent === '' ? before : sent
  if (rule === 'ifExistingIsNull') return before === '' ? sent : before
  return sent
}
