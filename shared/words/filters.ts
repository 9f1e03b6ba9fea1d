import { type Condition, type Filter, OPERATORS } from '../eloqua/filter/filter.ts'
import { parseFilter } from '../eloqua/filter/parse-filter.ts'
import { OPERATOR_WORDS } from './definition-form.ts'
import type { EloquaNames } from './sync-actions.ts'

/** A filter's text in words, with names instead of statements; a text that is no filter stays as it is. */
export function describeFilter(text: string, names?: EloquaNames): string {
  const parsed = parseFilter(text)
  return 'filter' in parsed ? describe(parsed.filter, names, false) : text
}

function describe(filter: Filter, names: EloquaNames | undefined, isInside: boolean): string {
  switch (filter.kind) {
    case 'and':
    case 'or': {
      const words = filter.parts.map((part) => describe(part, names, true)).join(` ${filter.kind} `)
      return isInside ? `(${words})` : words
    }
    case 'not':
      return `not ${describe(filter.part, names, true)}`
    default:
      return describeCondition(filter, names)
  }
}

const MEMBERSHIPS: Readonly<Record<string, string>> = {
  ContactList: 'list',
  ContactSegment: 'segment',
  ContactFilter: 'filter',
  AccountList: 'account list',
}

function describeCondition(condition: Condition, names: EloquaNames | undefined): string {
  const { statement } = condition
  if (condition.kind === 'exists') {
    const word = MEMBERSHIPS[/^\{\{(\w+)/.exec(statement)?.[1] ?? '']
    const name = names?.get(statement)
    return word && name ? `in ${word} “${name}”` : `in ${statement}`
  }
  const operator = OPERATORS.includes(condition.operator) ? OPERATOR_WORDS[condition.operator] : condition.operator
  const value = condition.value === '' ? 'blank' : `“${condition.value}”`
  return `${names?.get(statement) ?? statement} ${operator} ${value}`
}
