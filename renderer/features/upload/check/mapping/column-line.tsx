import { Select } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import type { CheckReport, ColumnProfile } from '../../../../../shared/csv.ts'
import { formatCount, formatShare } from '../../../../components/numbers.ts'
import { type ColumnRow, sourceWords } from './column-rows.ts'
import classes from './mapping.module.css'
import type { MappingTableProps } from './mapping-table.tsx'

interface ColumnLineProps extends MappingTableProps {
  readonly row: ColumnRow
  readonly onField: (field: string | undefined) => void
}

const SHAPES: Readonly<Record<ColumnProfile['looksLike'], string>> = {
  email: 'e-mail',
  number: 'number',
  date: 'date',
  'date-time': 'date and time',
  boolean: 'yes or no',
  text: 'text',
  empty: 'nothing',
}

/** One column of the file: its name and a cell of it, the field it feeds, and what the check found in it. */
export function ColumnLine(props: ColumnLineProps) {
  const { row, definition, look, report, unsure } = props
  const profile = report?.columns.find(({ column }) => column === row.column)
  const example = look.sample.map((cells) => cells[row.column]).find((cell) => cell)
  const isIdentifier = row.field !== undefined && row.field === definition.identifierFieldName
  const isUnsure = row.field !== undefined && unsure.includes(row.field)
  return (
    <tr data-unsent={row.field === undefined || undefined}>
      <th scope="row" title={example === undefined ? row.name : `${row.name}, for example: ${example}`}>
        <span className={classes.name}>{row.name}</span>
        {example === undefined ? null : <span className={classes.example}>{example}</span>}
      </th>
      <td>
        <div className={classes.field}>
          <FieldChoice {...props} />
          {isIdentifier ? (
            <span className={classes.identifier}>
              <IconKey size={14} stroke={1.5} aria-hidden /> identifier
            </span>
          ) : null}
        </div>
        {isUnsure ? <span className={classes.unsure}>Only a similar name: is this right?</span> : null}
      </td>
      <td className={classes.number}>{profile && report ? formatShare(filledShare(row, profile, report)) : ''}</td>
      <td className={classes.number}>{profile ? distinctWords(profile) : ''}</td>
      <td>{profile ? SHAPES[profile.looksLike] : ''}</td>
      <td>
        <Findings profile={profile} />
      </td>
    </tr>
  )
}

function FieldChoice({ row, definition, look, mapping, onField }: ColumnLineProps) {
  const fields = Object.keys(definition.fields)
  const label = (field: string) => {
    const taken = field === row.field ? undefined : sourceWords(look.headers, mapping, field)
    return taken === undefined ? field : `${field} (now from ${taken})`
  }
  return (
    <Select
      className={classes.select}
      aria-label={`Field that ${row.name} feeds`}
      value={row.field === undefined ? NOT_SENT : `${FIELD}${row.field}`}
      onChange={(value) => onField(value?.startsWith(FIELD) ? value.slice(FIELD.length) : undefined)}
      searchable={fields.length > 12}
      nothingFoundMessage="No field has that in its name"
      comboboxProps={{ width: WIDE, position: 'bottom-start', transitionProps: { duration: 120 }, keepMounted: false }}
      data={[
        { value: NOT_SENT, label: '– not sent –' },
        ...fields.map((field) => ({ value: `${FIELD}${field}`, label: label(field) })),
      ]}
    />
  )
}

/** Pixels of the list of fields, whose names may be long. */
const WIDE = 360
const NOT_SENT = 'not-sent'
const FIELD = 'field '

function Findings({ profile }: { readonly profile?: ColumnProfile }) {
  if (!profile || profile.findings.length === 0) return null
  return (
    <ul className={classes.findings}>
      {profile.findings.map(({ kind, severity, title, advice }) => (
        <li key={`${kind} ${title}`} data-severity={severity} title={advice}>
          {title}
        </li>
      ))}
    </ul>
  )
}

/** Of the rows that are sent, where the column is sent; else of all rows. */
function filledShare({ field }: ColumnRow, { filled }: ColumnProfile, report: CheckReport): number {
  const blanks = field === undefined ? undefined : report.blanks[field]
  if (blanks !== undefined && report.goodRows > 0) return (report.goodRows - blanks) / report.goodRows
  return report.rows === 0 ? 0 : Math.min(1, filled / report.rows)
}

function distinctWords({ distinct }: ColumnProfile): string {
  return `${distinct.exact ? '' : '≈ '}${formatCount(distinct.count)}`
}
