import { IconKey } from '@tabler/icons-react'
import { memo } from 'react'
import type { ColumnProfile } from '../../../../../shared/csv/csv.ts'
import type { ValueProblem } from '../../../../../shared/csv/values.ts'
import { consentWords } from '../../../../../shared/words/consent.ts'
import { mappingWords, SHAPE_WORDS } from '../../../../../shared/words/upload-mapping.ts'
import { valueList, valueWords } from '../../../../../shared/words/value-problems.ts'
import type { ColumnRow } from './column-rows.ts'
import { type Choice, LazySelect } from './lazy-select.tsx'
import classes from './mapping.module.css'

interface ColumnLineProps {
  /** 0-based. */
  readonly column: number
  readonly name: string
  /** Absent: the column is not sent. */
  readonly field: string | undefined
  /** A cell of it. */
  readonly example: string | undefined
  readonly isIdentifier: boolean
  /** The field subscribes, unsubscribes or marks as bounced. */
  readonly isConsent: boolean
  /** Matched by a near name only. */
  readonly isUnsure: boolean
  /** What the check of the whole file says; absent while it is being read. */
  readonly profile: ColumnProfile | undefined
  /** Values that don't fit the field. */
  readonly values: readonly ValueProblem[]
  readonly filled: string
  readonly choiceId: string
  readonly choices: (field: string | undefined) => readonly Choice[]
  readonly onField: (row: ColumnRow, field: string | undefined) => void
}

/** One column of the file: its name and a cell of it, the field it feeds, and what the check found in it. */
export const ColumnLine = memo(function ColumnLine(props: ColumnLineProps) {
  const { column, name, field, example, isIdentifier, isConsent, isUnsure, profile } = props
  return (
    <tr data-unsent={field === undefined || undefined}>
      <th scope="row" title={example === undefined ? name : mappingWords.example(name, example)}>
        <span className={classes.name}>{name}</span>
        {example === undefined ? null : <span className={classes.example}>{example}</span>}
      </th>
      <td>
        <div className={classes.field}>
          <LazySelect
            id={props.choiceId}
            label={mappingWords.fieldOf(name)}
            chosen={field === undefined ? NOT_SENT : fieldChoice(field)}
            choices={() => props.choices(field)}
            nothingFound={mappingWords.noField}
            onChoose={(value) => props.onField({ column, name, ...(field ? { field } : {}) }, chosenField(value))}
          />
          {isIdentifier ? (
            <span className={classes.identifier}>
              <IconKey size={14} stroke={1.5} aria-hidden /> {mappingWords.identifier}
            </span>
          ) : null}
          {isConsent ? <span className={classes.consent}>{consentWords.tag}</span> : null}
        </div>
        {isUnsure ? <span className={classes.unsure}>{mappingWords.suggested}</span> : null}
      </td>
      <td className={classes.number}>{props.filled}</td>
      <td className={classes.number}>{profile ? distinctWords(profile) : ''}</td>
      <td>{profile ? SHAPE_WORDS[profile.looksLike] : ''}</td>
      <td>
        <Findings profile={profile} values={props.values} />
      </td>
    </tr>
  )
})

const FIELD = 'field '
export const NOT_SENT: Choice = { value: 'not-sent', label: mappingWords.notSent }

export function fieldChoice(field: string, label = field): Choice {
  return { value: `${FIELD}${field}`, label }
}

function chosenField(value: string): string | undefined {
  return value.startsWith(FIELD) ? value.slice(FIELD.length) : undefined
}

function Findings({ profile, values }: Pick<ColumnLineProps, 'profile' | 'values'>) {
  const findings = profile?.findings ?? []
  if (findings.length + values.length === 0) return null
  return (
    <ul className={classes.findings}>
      {values.map((problem) => (
        <li
          key={problem.kind}
          data-severity={problem.outcome === 'unknown' ? 'note' : 'warning'}
          title={`${valueList.outcome[problem.outcome].title}. ${valueWords(problem).advice}`}
        >
          {valueWords(problem).title}
        </li>
      ))}
      {findings.map(({ kind, severity, title, advice }) => (
        <li key={`${kind} ${title}`} data-severity={severity} title={advice}>
          {title}
        </li>
      ))}
    </ul>
  )
}

function distinctWords({ distinct }: ColumnProfile): string {
  return mappingWords.about(distinct.count, distinct.exact)
}
