import { Button } from '@mantine/core'
import { IconAlertTriangle, IconBan, IconInfoCircle, IconRowRemove, type TablerIcon } from '@tabler/icons-react'
import type { Problem, ProblemExample } from '../../../../shared/csv/csv.ts'
import { formatCount } from '../../../../shared/words/numbers.ts'
import classes from './problem-list.module.css'
import { proposalWords } from './reading-words.ts'

const LOOK: Readonly<Record<Problem['severity'], { readonly word: string; readonly icon: TablerIcon }>> = {
  blocks: { word: 'Stops sending', icon: IconBan },
  row: { word: 'Held back', icon: IconRowRemove },
  warning: { word: 'Look at this', icon: IconAlertTriangle },
  note: { word: 'Note', icon: IconInfoCircle },
}

interface ProblemListProps {
  readonly problems: readonly Problem[]
  /** Reads the file in the way that a problem proposes. */
  readonly onReread: (proposal: NonNullable<Problem['proposal']>) => void
}

/** What is wrong, grouped by how it is put right, the worst first, each with the first places it occurs. */
export function ProblemList({ problems, onReread }: ProblemListProps) {
  if (problems.length === 0) return null
  const of = (...severities: Problem['severity'][]) =>
    severities.flatMap((severity) => problems.filter((problem) => problem.severity === severity))
  return (
    <section className={classes.problems} aria-label="What was found in the file">
      <Problems problems={of('blocks')} onReread={onReread} />
      <HeldBack problems={of('row')} onReread={onReread} />
      <Problems problems={of('warning', 'note')} onReread={onReread} />
    </section>
  )
}

/** Rows that stay behind, whatever for: what to do about them is the same and is said once. */
function HeldBack({ problems, onReread }: ProblemListProps) {
  if (problems.length === 0) return null
  const { word, icon: Icon } = LOOK.row
  return (
    <div className={classes.held}>
      <p className={classes.heldHead}>
        <Icon size={16} stroke={1.5} aria-hidden className={classes.icon} />
        <span>
          <span className={classes.word}>{word}: </span>
          <span className={classes.advice}>
            these rows stay behind. Mend them in the file, or send the others and save these with their reasons.
          </span>
        </span>
      </p>
      <Problems problems={problems} onReread={onReread} />
    </div>
  )
}

function Problems({ problems, onReread }: ProblemListProps) {
  if (problems.length === 0) return null
  return (
    <ul className={classes.list}>
      {problems.map((problem) => (
        <ProblemItem key={`${problem.kind} ${problem.title}`} problem={problem} onReread={onReread} />
      ))}
    </ul>
  )
}

function ProblemItem({ problem, onReread }: Pick<ProblemListProps, 'onReread'> & { readonly problem: Problem }) {
  const { severity, title, advice, count, examples, proposal } = problem
  // Most titles hold their count already.
  const times = count > 1 && !title.includes(formatCount(count)) ? ` (${formatCount(count)} times)` : ''
  return (
    <li className={classes.problem} data-severity={severity}>
      {severity === 'row' ? null : <Mark severity={severity} />}
      <div className={classes.words}>
        <p>
          {severity === 'row' ? null : (
            <span className={severity === 'note' ? classes.unseen : classes.word}>{LOOK[severity].word}: </span>
          )}
          <span className={classes.title}>
            {title}
            {times}.
          </span>{' '}
          <span className={classes.advice}>{advice}</span>
        </p>
        {proposal ? (
          <Button size="xs" onClick={() => onReread(proposal)}>
            {proposalWords(proposal)}
          </Button>
        ) : null}
        {examples.length > 0 ? <Places examples={examples} isOpen={severity === 'blocks'} /> : null}
      </div>
    </li>
  )
}

function Mark({ severity }: { readonly severity: Problem['severity'] }) {
  const { icon: Icon } = LOOK[severity]
  return <Icon size={severity === 'note' ? 14 : 16} stroke={1.5} aria-hidden className={classes.icon} />
}

interface PlacesProps {
  readonly examples: readonly ProblemExample[]
  /** What stops everything has to be found in the file first of all. */
  readonly isOpen: boolean
}

function Places({ examples, isOpen }: PlacesProps) {
  return (
    <details className={classes.places} open={isOpen}>
      <summary>Where</summary>
      <ul>
        {examples.map((example) => (
          <li key={JSON.stringify(example)}>
            {placeWords(example)}
            {example.value === undefined ? null : <code>{example.value}</code>}
          </li>
        ))}
      </ul>
    </details>
  )
}

function placeWords({ row, line, byte, column }: ProblemExample): string {
  const place = [
    row === undefined ? undefined : `row ${formatCount(row)}`,
    line === undefined ? undefined : `line ${formatCount(line)}`,
    byte === undefined ? undefined : `byte ${formatCount(byte)}`,
    column === undefined ? undefined : `column ${column}`,
  ]
  return place.filter(Boolean).join(', ')
}
