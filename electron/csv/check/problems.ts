import type { Problem, ProblemExample, ProblemKind } from '../../../shared/csv/csv.ts'
import { problemWords } from '../../../shared/words/file-problems.ts'

/** How many places of one problem are shown. */
export const EXAMPLES_SHOWN = 5
const SHOWN_CHARACTERS = 80

export interface ProblemFacts extends Partial<Omit<Problem, 'kind' | 'examples'>> {
  readonly examples?: readonly ProblemExample[]
}

/** How bad a problem of the kind is, unless its finder knows better. */
const SEVERITIES: Readonly<Record<ProblemKind, Problem['severity']>> = {
  'empty-file': 'blocks',
  'no-rows': 'blocks',
  'bad-encoding': 'blocks',
  'cut-character': 'blocks',
  'nul-byte': 'blocks',
  'unclosed-quote': 'blocks',
  'duplicate-header': 'blocks',
  'too-many-columns': 'blocks',
  'unmapped-identifier': 'blocks',
  'lines-above-header': 'blocks',
  'single-quotes': 'blocks',
  'odd-delimiter': 'blocks',
  'stray-quote': 'row',
  'text-after-quote': 'row',
  'short-row': 'row',
  'long-row': 'row',
  'control-character': 'row',
  'huge-row': 'row',
  'no-identifier': 'row',
  'malformed-identifier': 'row',
  'hidden-identifier': 'row',
  'repeated-header': 'row',
  'unmended-row': 'row',
  'swallowed-rows': 'warning',
  'damaged-text': 'warning',
  placeholders: 'warning',
  'equals-text': 'warning',
  'backslash-quotes': 'warning',
  'long-header': 'warning',
  'similar-headers': 'warning',
  'header-missing': 'warning',
  'duplicate-identifier': 'warning',
  'invisible-characters': 'warning',
  'number-mangled': 'warning',
  'mixed-dates': 'warning',
  'blanks-erase': 'warning',
  'mapping-drift': 'warning',
  'empty-header': 'note',
  'lines-skipped': 'note',
  'legacy-encoding': 'note',
  'rows-end-blank': 'note',
  'blank-lines': 'note',
  'header-trimmed': 'note',
  'empty-last-column': 'note',
  'mixed-line-ends': 'note',
  'leading-zeros': 'note',
  'formula-cells': 'note',
  bom: 'note',
  'sep-line': 'note',
  'utf-16': 'note',
  'delimiter-guessed': 'note',
  'trailing-ctrl-z': 'note',
  'reason-columns': 'note',
  'unmapped-field': 'note',
  'left-out-column': 'note',
  'sheet-errors': 'warning',
  'sheet-no-result': 'warning',
  'sheet-long-numbers': 'warning',
  'sheet-formats': 'warning',
  'sheet-dates': 'warning',
  'sheet-outside': 'warning',
  'sheet-hidden': 'warning',
  'sheet-hidden-rows': 'warning',
  'sheet-merged': 'warning',
  'sheet-rounded': 'note',
  'sheet-hidden-columns': 'note',
}

/** A problem with its words; `facts` may replace any of them. */
export function describeProblem(kind: ProblemKind, facts: ProblemFacts = {}): Problem {
  const { count = 1, examples = [], severity = SEVERITIES[kind], ...rest } = facts
  return {
    kind,
    severity,
    ...problemWords(kind, count, severity === 'note'),
    count,
    examples: examples.slice(0, EXAMPLES_SHOWN),
    ...rest,
  }
}

/** A cell as an example shows it: one line, cut. */
export function shortenCell(text: string): string {
  const cut =
    text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS).replace(/[\ud800-\udbff]$/, '')}…` : text
  return cut.replace(/\r\n|\r|\n/g, '⏎')
}
