import type { Reading } from '../../../../shared/contract/run-questions.ts'
import type { FilterTest } from './view-state.ts'

export type FilterKind = FilterTest['kind']

/** What the form of a filter holds: the fields of every kind, so that a change of the kind loses none of them. */
export interface FilterDraft {
  readonly kind: FilterKind
  readonly text: string
  readonly values: readonly string[]
  readonly from: string
  readonly to: string
  readonly not: boolean
}

/** The form for a filter. A column without one starts with its most frequent values, one read as numbers or dates with a range. */
export function draftOf(test: FilterTest | undefined, as: Reading): FilterDraft {
  return {
    kind: test?.kind ?? (as === 'text' ? 'one-of' : 'range'),
    text: test && 'text' in test ? test.text : '',
    values: test?.kind === 'one-of' ? test.values : [],
    from: (test?.kind === 'range' ? test.from : undefined) ?? '',
    to: (test?.kind === 'range' ? test.to : undefined) ?? '',
    not: test && 'not' in test ? test.not === true : false,
  }
}

/** The filter that the form says; undefined where it says nothing yet. */
export function testOf(draft: FilterDraft, as: Reading): FilterTest | undefined {
  const { kind, text, values, from, to } = draft
  const not = draft.not ? { not: true } : {}
  switch (kind) {
    case 'blank':
      return { kind, ...not }
    case 'one-of':
      return values.length === 0 ? undefined : { kind, values: [...values], ...not }
    case 'range':
      if (from === '' && to === '') return undefined
      return { kind, as, ...(from === '' ? {} : { from }), ...(to === '' ? {} : { to }) }
    default:
      return text === '' ? undefined : { kind, text, ...not }
  }
}
