import { Button } from '@mantine/core'
import { IconAlertTriangle, IconBan, IconInfoCircle, IconRowRemove, type TablerIcon } from '@tabler/icons-react'
import type { EncodingOption, Problem, ProblemExample } from '../../../../shared/csv/csv.ts'
import { proposalWords } from '../../../../shared/words/reading.ts'
import { placeWords, problemList } from '../../../../shared/words/upload-check.ts'
import { EncodingChoice } from './encoding-choice.tsx'
import classes from './problem-list.module.css'

const ICONS: Readonly<Record<Problem['severity'], TablerIcon>> = {
  blocks: IconBan,
  row: IconRowRemove,
  warning: IconAlertTriangle,
  note: IconInfoCircle,
}

interface ProblemListProps {
  readonly problems: readonly Problem[]
  /** Rows that won't be sent, once all rows were checked. */
  readonly heldBackRows?: number | undefined
  /** Reads the file in the way that a problem proposes. */
  readonly onReread: (proposal: NonNullable<Problem['proposal']>) => void
}

/** What is wrong, grouped by how it is put right, the worst first, each with the first places it occurs. */
export function ProblemList({ problems, heldBackRows, onReread }: ProblemListProps) {
  if (problems.length === 0) return null
  const of = (...severities: Problem['severity'][]) =>
    severities.flatMap((severity) => problems.filter((problem) => problem.severity === severity))
  return (
    <section className={classes.problems} aria-label={problemList.label}>
      <Problems problems={of('blocks')} onReread={onReread} />
      <HeldBack problems={of('row')} heldBackRows={heldBackRows} onReread={onReread} />
      <Problems problems={of('warning', 'note')} onReread={onReread} />
    </section>
  )
}

/** Rows that stay behind, whatever for: what to do about them is the same and is said once. */
function HeldBack({ problems, heldBackRows: rows, onReread }: ProblemListProps) {
  if (problems.length === 0) return null
  const Icon = ICONS.row
  return (
    <div className={classes.held}>
      <p className={classes.heldHead}>
        <Icon size={16} stroke={1.5} aria-hidden className={classes.icon} />
        <span className={classes.word}>{problemList.heldBack(rows)}</span>
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
  const { severity, title, advice, examples, proposal, encodings } = problem
  // What one click answers is a question and no fault of the file's.
  if (encodings) return <EncodingItem problem={problem} encodings={encodings} onReread={onReread} />
  return (
    <li className={classes.problem} data-severity={severity}>
      {severity === 'row' ? null : <Mark severity={severity} />}
      <div className={classes.words}>
        <p>
          {severity === 'row' ? null : (
            <span className={severity === 'note' ? classes.unseen : classes.word}>
              {problemList.severity[severity]}:{' '}
            </span>
          )}
          <span className={classes.title}>{title}.</span> <span className={classes.advice}>{advice}</span>
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

interface EncodingItemProps extends Pick<ProblemListProps, 'onReread'> {
  readonly problem: Problem
  readonly encodings: readonly EncodingOption[]
}

function EncodingItem({ problem, encodings, onReread }: EncodingItemProps) {
  return (
    <li className={classes.problem} data-severity="question">
      <Mark severity="note" />
      <div className={classes.words}>
        <p>
          <span className={classes.title}>{problem.title}.</span>{' '}
          <span className={classes.advice}>{problem.advice}</span>
        </p>
        <EncodingChoice encodings={encodings} onReread={onReread} />
      </div>
    </li>
  )
}

function Mark({ severity }: { readonly severity: Problem['severity'] }) {
  const Icon = ICONS[severity]
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
      <summary>{problemList.where}</summary>
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
