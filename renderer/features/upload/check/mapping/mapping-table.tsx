import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { CheckReport, FirstLook, Mapping } from '../../../../../shared/csv.ts'
import type { Definition } from '../../../../../shared/definition.ts'
import { formatCounted } from '../../../../components/numbers.ts'
import { ColumnLine } from './column-line.tsx'
import { type ColumnRow, columnRows, sendColumn } from './column-rows.ts'
import { FieldsWithoutColumn } from './fields-without-column.tsx'
import classes from './mapping.module.css'

export interface MappingTableProps {
  readonly definition: Definition
  readonly look: FirstLook
  readonly mapping: Mapping
  /** Fields that were matched by a near name only. */
  readonly unsure: readonly string[]
  /** What the check of the whole file says; absent while it is being read. */
  readonly report?: CheckReport
  readonly onChange: (mapping: Mapping) => void
}

/** More columns that are not sent than these are folded, so that those that are sent stay in sight. */
const MAX_UNSENT = 8

/** Which column feeds which field of the definition, and what the whole file says of that column. */
export function MappingTable(props: MappingTableProps) {
  const { definition, look, mapping } = props
  const [isUnfolded, setUnfolded] = useState(false)
  const fields = Object.keys(definition.fields)
  const rows = columnRows(look.headers, mapping)
  const sent = rows.filter((row) => row.field !== undefined)
  const unsent = rows.filter((row) => row.field === undefined)
  const isFolded = !isUnfolded && sent.length > 0 && unsent.length > MAX_UNSENT
  const line = (row: ColumnRow) => (
    <ColumnLine
      key={`${row.column} ${row.field ?? ''}`}
      {...props}
      row={row}
      onField={(field) => props.onChange(sendColumn(fields, mapping, row, field))}
    />
  )
  return (
    <>
      <div className={classes.place}>
        <table className={classes.table} aria-label="Columns of the file and the fields they feed">
          <Head />
          <tbody>{sent.map(line)}</tbody>
          {unsent.length > 0 ? (
            <tbody>
              <Divider>
                {formatCounted(unsent.length, 'column')} {unsent.length === 1 ? 'is' : 'are'} not sent
                {isFolded ? (
                  <Button size="xs" variant="subtle" onClick={() => setUnfolded(true)}>
                    Show {unsent.length === 1 ? 'it' : 'them'}
                  </Button>
                ) : null}
              </Divider>
              {isFolded ? null : unsent.map(line)}
            </tbody>
          ) : null}
        </table>
      </div>
      <FieldsWithoutColumn definition={definition} look={look} mapping={mapping} onChange={props.onChange} />
    </>
  )
}

function Head() {
  return (
    <thead>
      <tr>
        <th scope="col" className={classes.fileColumn}>
          Column in the file
        </th>
        <th scope="col" className={classes.fieldColumn}>
          Field in Eloqua
        </th>
        <th scope="col" className={classes.number}>
          Filled
        </th>
        <th scope="col" className={classes.number}>
          Distinct
        </th>
        <th scope="col" className={classes.shape}>
          Looks like
        </th>
        <th scope="col">Worth a look</th>
      </tr>
    </thead>
  )
}

function Divider({ children }: { readonly children: ReactNode }) {
  return (
    <tr>
      <td colSpan={6} className={classes.divider}>
        {children}
      </td>
    </tr>
  )
}
