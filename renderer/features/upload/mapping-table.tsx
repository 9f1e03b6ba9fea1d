import { Select, TextInput } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import type { ColumnProfile, FieldSource, Mapping } from '../../../shared/csv.ts'
import type { Definition } from '../../../shared/definition.ts'
import { formatCount, formatShare } from '../../components/numbers.ts'
import classes from './upload.module.css'

interface MappingTableProps {
  readonly definition: Definition
  readonly headers: readonly string[]
  readonly mapping: Mapping
  /** Fields that were matched by a near name only. */
  readonly unsure: readonly string[]
  readonly profile?: readonly ColumnProfile[]
  readonly onChange: (mapping: Mapping) => void
}

const NOT_SENT = 'not-sent'
const CONSTANT = 'constant'

/** Which column feeds which field of the definition, and what the whole file says of that column. */
export function MappingTable(props: MappingTableProps) {
  const { definition, headers, mapping, unsure } = props
  const sources = new Map(mapping.fields.map(({ field, source }) => [field, source]))
  const used = new Set(mapping.fields.flatMap(({ source }) => (source.from === 'column' ? [source.column] : [])))
  const leftOut = headers.filter((_, column) => !used.has(column))
  const choose = (field: string, source: FieldSource | undefined) =>
    props.onChange({
      fields: Object.keys(definition.fields).flatMap((name) => {
        const chosen = name === field ? source : sources.get(name)
        return chosen ? [{ field: name, source: chosen }] : []
      }),
    })
  return (
    <>
      <table className={classes.mapping}>
        <thead>
          <tr>
            <th scope="col">Field in Eloqua</th>
            <th scope="col">Comes from</th>
            <th scope="col" data-align="end">
              Filled
            </th>
            <th scope="col" data-align="end">
              Distinct
            </th>
            <th scope="col">Looks like</th>
            <th scope="col">Worth a look</th>
          </tr>
        </thead>
        <tbody>
          {Object.keys(definition.fields).map((field) => (
            <MappingRow
              key={field}
              {...props}
              field={field}
              source={sources.get(field)}
              isUnsure={unsure.includes(field) && sources.get(field)?.from === 'column'}
              onChoose={(source) => choose(field, source)}
            />
          ))}
        </tbody>
      </table>
      {leftOut.length > 0 ? <p className={classes.leftOut}>Not sent: {leftOut.join(', ')}</p> : null}
    </>
  )
}

interface MappingRowProps extends MappingTableProps {
  readonly field: string
  readonly source?: FieldSource
  readonly isUnsure: boolean
  readonly onChoose: (source: FieldSource | undefined) => void
}

function MappingRow({ definition, headers, profile, field, source, isUnsure, onChoose }: MappingRowProps) {
  const column = source?.from === 'column' ? profile?.find((one) => one.column === source.column) : undefined
  const rows = profile ? Math.max(1, ...profile.map((one) => one.filled)) : 1
  const isIdentifier = definition.identifierFieldName === field
  return (
    <tr>
      <th scope="row">
        {field}
        {isIdentifier ? (
          <span className={classes.identifier}>
            <IconKey size={14} stroke={1.5} aria-hidden /> identifier
          </span>
        ) : null}
      </th>
      <td>
        <SourceChoice field={field} headers={headers} source={source} onChoose={onChoose} />
        {isUnsure ? <span className={classes.unsure}>Only a similar name: is this right?</span> : null}
      </td>
      <td data-align="end">{column ? formatShare(column.filled / rows) : ''}</td>
      <td data-align="end">
        {column ? `${column.distinct.exact ? '' : '≈ '}${formatCount(column.distinct.count)}` : ''}
      </td>
      <td>{column?.looksLike ?? ''}</td>
      <td className={classes.findings}>{column?.findings.map((finding) => finding.title).join(' ') ?? ''}</td>
    </tr>
  )
}

type SourceChoiceProps = Pick<MappingRowProps, 'field' | 'headers' | 'source' | 'onChoose'>

function SourceChoice({ field, headers, source, onChoose }: SourceChoiceProps) {
  const value = source === undefined ? NOT_SENT : source.from === 'constant' ? CONSTANT : String(source.column)
  const pick = (chosen: string | null) => {
    if (chosen === null || chosen === NOT_SENT) onChoose(undefined)
    else if (chosen === CONSTANT) onChoose({ from: 'constant', value: '' })
    else onChoose({ from: 'column', column: Number(chosen) })
  }
  return (
    <div className={classes.source}>
      <Select
        aria-label={`What feeds ${field}`}
        value={value}
        onChange={pick}
        searchable={headers.length > 12}
        data={[
          ...headers.map((header, column) => ({ value: String(column), label: header || `Column ${column + 1}` })),
          { value: CONSTANT, label: 'The same text in every row…' },
          { value: NOT_SENT, label: '– not sent –' },
        ]}
      />
      {source?.from === 'constant' ? (
        <TextInput
          aria-label={`Text for ${field} in every row`}
          placeholder="Text for every row"
          value={source.value}
          maxLength={1000}
          onChange={(event) => onChoose({ from: 'constant', value: event.currentTarget.value })}
        />
      ) : null}
    </div>
  )
}
