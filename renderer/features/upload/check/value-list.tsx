import { Button } from '@mantine/core'
import { IconAlertTriangle, IconArrowsExchange, IconHelp, type TablerIcon } from '@tabler/icons-react'
import type { ValueOutcome, ValueProblem } from '../../../../shared/csv/values.ts'
import { fixOffers } from '../../../../shared/words/fixes.ts'
import { valueList, valuePlace, valueWords } from '../../../../shared/words/value-problems.ts'
import classes from './value-list.module.css'

const OUTCOMES: readonly { readonly outcome: ValueOutcome; readonly Icon: TablerIcon }[] = [
  { outcome: 'rejected', Icon: IconAlertTriangle },
  { outcome: 'changed', Icon: IconArrowsExchange },
  { outcome: 'unknown', Icon: IconHelp },
]

interface ValueListProps {
  readonly values: readonly ValueProblem[]
  /** Opens the fix that the finding suggests. */
  readonly onFix: ((about: ValueProblem) => void) | undefined
}

/** Values that don't fit the fields they are mapped to, by what Eloqua does with them. The rows are sent as they are. */
export function ValueList({ values, onFix }: ValueListProps) {
  if (values.length === 0) return null
  return (
    <section className={classes.values} aria-label={valueList.label}>
      {OUTCOMES.map(({ outcome, Icon }) => {
        const found = values.filter((problem) => problem.outcome === outcome)
        if (found.length === 0) return null
        const { title, meaning } = valueList.outcome[outcome]
        return (
          <div key={outcome} className={classes.group} data-outcome={outcome}>
            <p className={classes.head}>
              <Icon size={16} stroke={1.5} aria-hidden className={classes.icon} />
              <span className={classes.word}>{title}.</span> <span className={classes.meaning}>{meaning}</span>
            </p>
            <ul className={classes.list}>
              {found.map((problem) => (
                <ValueItem key={`${problem.field} ${problem.kind}`} problem={problem} onFix={onFix} />
              ))}
            </ul>
          </div>
        )
      })}
    </section>
  )
}

function ValueItem({ problem, onFix }: Pick<ValueListProps, 'onFix'> & { readonly problem: ValueProblem }) {
  const { header, field, examples, suggestion } = problem
  const { title, advice } = valueWords(problem)
  const column = valueList.column(header, field)
  return (
    <li className={classes.item}>
      <span className={classes.column} title={column}>
        {column}
      </span>
      <div className={classes.words}>
        <p>
          <span className={classes.title}>{title}.</span> {advice}
        </p>
        {suggestion && onFix ? (
          <Button size="xs" onClick={() => onFix(problem)}>
            {fixOffers[suggestion](header)}
          </Button>
        ) : null}
        {examples.length > 0 ? (
          <details className={classes.places}>
            <summary>{valueList.where}</summary>
            <ul>
              {examples.map((example) => (
                <li key={example.row}>
                  {valuePlace(example)} <code>{example.value}</code>
                </li>
              ))}
            </ul>
          </details>
        ) : null}
      </div>
    </li>
  )
}
