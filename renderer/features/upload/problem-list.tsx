import { IconAlertTriangle, IconBan, IconInfoCircle, IconRowRemove, type TablerIcon } from '@tabler/icons-react'
import type { Problem, ProblemExample } from '../../../shared/csv.ts'
import { formatCount } from '../../components/numbers.ts'
import classes from './upload.module.css'

const ORDER: readonly Problem['severity'][] = ['blocks', 'row', 'warning', 'note']
const LOOK: Readonly<
  Record<Problem['severity'], { readonly word: string; readonly icon: TablerIcon; readonly tone: string }>
> = {
  blocks: { word: 'Stops sending', icon: IconBan, tone: 'red' },
  row: { word: 'Rows held back', icon: IconRowRemove, tone: 'amber' },
  warning: { word: 'Look at this', icon: IconAlertTriangle, tone: 'amber' },
  note: { word: 'Note', icon: IconInfoCircle, tone: 'grey' },
}

/** What is wrong, grouped by how it is put right, the worst first, each with the first places it occurs. */
export function ProblemList({ problems }: { readonly problems: readonly Problem[] }) {
  if (problems.length === 0) return null
  const sorted = [...problems].sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity))
  return (
    <ul className={classes.problems} aria-label="What was found in the file">
      {sorted.map((problem) => (
        <ProblemItem key={`${problem.kind} ${problem.title}`} problem={problem} />
      ))}
    </ul>
  )
}

function ProblemItem({ problem }: { readonly problem: Problem }) {
  const { word, icon: Icon, tone } = LOOK[problem.severity]
  return (
    <li className={classes.problem} data-tone={tone}>
      <Icon size={16} stroke={1.5} aria-hidden className={classes.problemIcon} />
      <div>
        <p className={classes.problemTitle}>
          <span className={classes.problemWord}>{word}</span> {problem.title}
          {problem.count > 1 ? (
            <span className={classes.problemCount}> · {formatCount(problem.count)} times</span>
          ) : null}
        </p>
        <p className={classes.problemAdvice}>{problem.advice}</p>
        {problem.examples.length > 0 ? (
          <details className={classes.examples}>
            <summary>Where</summary>
            <ul>
              {problem.examples.map((example) => (
                <li key={JSON.stringify(example)}>{exampleWords(example)}</li>
              ))}
            </ul>
          </details>
        ) : null}
      </div>
    </li>
  )
}

function exampleWords({ row, line, byte, column, value }: ProblemExample): string {
  const place = [
    row === undefined ? undefined : `row ${formatCount(row)}`,
    line === undefined ? undefined : `line ${formatCount(line)}`,
    byte === undefined ? undefined : `byte ${formatCount(byte)}`,
    column === undefined ? undefined : `column ${column}`,
  ]
  return `${place.filter(Boolean).join(', ')}${value === undefined ? '' : `: ${value}`}`
}
