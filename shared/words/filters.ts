import { type Condition, type Filter, OPERATORS } from '../eloqua/filter/filter.ts'
import { isMoment } from '../eloqua/filter/moment.ts'
import { parseFilter } from '../eloqua/filter/parse-filter.ts'
import { operatorWords } from './definition-filter.ts'
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

const MEMBERSHIPS: Readonly<Record<string, { readonly word: string; readonly open: string }>> = {
  ContactList: { word: 'list', open: 'in a list' },
  ContactSegment: { word: 'segment', open: 'in a segment' },
  ContactFilter: { word: 'filter', open: 'in a filter' },
  AccountList: { word: 'account list', open: 'in an account list' },
}

function describeCondition(condition: Condition, names: EloquaNames | undefined): string {
  const { statement } = condition
  if (condition.kind === 'exists') {
    const membership = MEMBERSHIPS[/^\{\{(\w+)/.exec(statement)?.[1] ?? '']
    const name = names?.get(statement)
    if (membership && statement.includes('[]')) return membership.open
    return membership && name ? `in ${membership.word} “${name}”` : `in ${statement}`
  }
  const words = operatorWords(isMoment(condition.value))
  const operator = OPERATORS.includes(condition.operator) ? words[condition.operator] : condition.operator
  const value = condition.value === '' ? 'blank' : `“${condition.value}”`
  return `${names?.get(statement) ?? (statement || 'a field')} ${operator} ${value}`
}

/** Where contacts and accounts are members, as a choice names it. */
export const memberWords: Readonly<Partial<Record<string, string>>> = {
  contactLists: 'list',
  contactSegments: 'segment',
  contactFilters: 'filter',
  accountLists: 'account list',
}
