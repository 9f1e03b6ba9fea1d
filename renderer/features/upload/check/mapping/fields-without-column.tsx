import { Button, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { FieldSource } from '../../../../../shared/csv.ts'
import { findIdentifierField } from '../../../../../shared/identifier.ts'
import { formatCount, formatCounted } from '../../../../components/numbers.ts'
import { type FieldRow, feedField, fieldRows } from './column-rows.ts'
import classes from './mapping.module.css'
import type { MappingTableProps } from './mapping-table.tsx'

type Props = Pick<MappingTableProps, 'definition' | 'look' | 'mapping' | 'onChange'>

/** More empty fields than these are folded. */
const MAX_EMPTY = 6

/** The fields no column feeds: each may get the same text in every row, a column that feeds another one too, or nothing. */
export function FieldsWithoutColumn({ definition, look, mapping, onChange }: Props) {
  const [isUnfolded, setUnfolded] = useState(false)
  const fields = Object.keys(definition.fields)
  const identifier = findIdentifierField(definition)
  const rows = fieldRows(fields, mapping)
  const constant = rows.filter((row) => row.constant !== undefined)
  const empty = rows.filter((row) => row.constant === undefined)
  const isFolded = !isUnfolded && empty.length > MAX_EMPTY
  const line = (row: FieldRow) => (
    <FieldLine
      key={row.field}
      row={row}
      isIdentifier={row.field === definition.identifierFieldName}
      // One identifier would make all rows one record. A mapping that has it so nevertheless is shown as it is.
      canBeConstant={row.field !== identifier || row.constant !== undefined}
      headers={look.headers}
      onSource={(source) => onChange(feedField(fields, mapping, row.field, source))}
    />
  )
  if (rows.length === 0) return null
  return (
    <section className={classes.rest} aria-label="Fields without a column">
      {constant.length > 0 ? (
        <>
          <p className={classes.restTitle}>
            {formatCounted(constant.length, 'field gets', 'fields get')} the same text in every row
          </p>
          <ul className={classes.restList}>{constant.map(line)}</ul>
        </>
      ) : null}
      {empty.length > 0 ? (
        <p className={classes.restTitle}>
          {formatCounted(empty.length, 'field of the definition gets', 'fields of the definition get')} nothing
          {isFolded ? (
            <Button size="xs" variant="subtle" onClick={() => setUnfolded(true)}>
              Show all {formatCount(empty.length)}
            </Button>
          ) : null}
        </p>
      ) : null}
      {isFolded || empty.length === 0 ? null : <ul className={classes.restList}>{empty.map(line)}</ul>}
    </section>
  )
}

interface FieldLineProps {
  readonly row: FieldRow
  readonly isIdentifier: boolean
  readonly canBeConstant: boolean
  readonly headers: readonly string[]
  readonly onSource: (source: FieldSource | undefined) => void
}

function FieldLine({ row, isIdentifier, canBeConstant, headers, onSource }: FieldLineProps) {
  const { field, constant } = row
  const pick = (value: string | null) => {
    if (value === CONSTANT) onSource({ from: 'constant', value: '' })
    else if (value === null || value === NOTHING) onSource(undefined)
    else onSource({ from: 'column', column: Number(value) })
  }
  return (
    <li>
      <span className={classes.restField} title={field}>
        <span className={classes.restName}>{field}</span>
        {isIdentifier ? <span className={classes.identifier}>identifier</span> : null}
      </span>
      <Select
        className={classes.select}
        aria-label={`What ${field} gets`}
        value={constant === undefined ? NOTHING : CONSTANT}
        onChange={pick}
        searchable={headers.length > 12}
        data={[
          { value: NOTHING, label: '– nothing –' },
          ...(canBeConstant ? [{ value: CONSTANT, label: 'The same text in every row' }] : []),
          ...headers.map((header, column) => ({ value: String(column), label: header || `Column ${column + 1}` })),
        ]}
      />
      {constant === undefined ? null : (
        <TextInput
          aria-label={`Text for ${field} in every row`}
          placeholder="Text for every row"
          value={constant}
          maxLength={1000}
          onChange={(event) => onSource({ from: 'constant', value: event.currentTarget.value })}
        />
      )}
    </li>
  )
}

const NOTHING = 'nothing'
const CONSTANT = 'constant'
