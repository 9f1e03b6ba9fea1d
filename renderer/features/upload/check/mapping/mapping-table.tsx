import { Button } from '@mantine/core'
import { type ReactNode, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react'
import type { CheckReport, FirstLook, Mapping } from '../../../../../shared/csv/csv.ts'
import type { ValueProblem } from '../../../../../shared/csv/values.ts'
import { consentOf } from '../../../../../shared/eloqua/consent.ts'
import type { Definition } from '../../../../../shared/eloqua/definition.ts'
import { formatShare } from '../../../../../shared/words/numbers.ts'
import { mappingWords } from '../../../../../shared/words/upload-mapping.ts'
import { ColumnLine, fieldChoice, NOT_SENT } from './column-line.tsx'
import { type ColumnRow, columnRows, filledShare, placeRows, sendColumn, sourceWords } from './column-rows.ts'
import { FieldsWithoutColumn } from './fields-without-column.tsx'
import classes from './mapping.module.css'
import { useGrowing } from './use-growing.ts'

interface MappingTableProps {
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

/**
 * Which column feeds which field of the definition, and what the whole file says of that column. A column that is given
 * a field leaves the list of those that are not imported, and the other way round. The line moves across the divider
 * only, and the focus and the view go with the line: among a hundred it would not be found again.
 */
export function MappingTable(props: MappingTableProps) {
  const { definition, look, mapping } = props
  const [isUnfolded, setUnfolded] = useState(false)
  const { moved, onMoved } = useMoved()
  const { sent: upper, unsent: lower } = placeRows(columnRows(look.headers, mapping), moved)
  const id = useId()
  const line = useColumnLine(props, id, onMoved)
  useFocusOn(moved, id)
  const isFolded = !isUnfolded && upper.length > 0 && lower.length > MAX_UNSENT && lower[0]?.column !== moved.at(-1)
  const drawnAbove = useGrowing(upper.length)
  const drawnBelow = useGrowing(isFolded ? 0 : lower.length)
  return (
    <>
      <div className={classes.place}>
        <table className={classes.table} aria-label={mappingWords.label}>
          <Head />
          <tbody>{upper.slice(0, drawnAbove).map(line)}</tbody>
          {lower.length > 0 ? (
            <tbody>
              <Divider>
                {mappingWords.unsent(lower.length)}
                {isFolded ? (
                  <Button size="xs" variant="subtle" onClick={() => setUnfolded(true)}>
                    {mappingWords.show(lower.length)}
                  </Button>
                ) : null}
              </Divider>
              {isFolded ? null : lower.slice(0, drawnBelow).map(line)}
            </tbody>
          ) : null}
        </table>
      </div>
      <FieldsWithoutColumn
        definition={definition}
        look={look}
        mapping={mapping}
        onChange={props.onChange}
        onColumn={(column) => document.getElementById(choiceId(id, column))?.focus()}
      />
    </>
  )
}

/** The columns that went across the divider, in the order in which they did. */
function useMoved() {
  const [moved, setMoved] = useState<readonly number[]>([])
  const onMoved = useCallback(
    (column: number) => setMoved((all) => [...all.filter((one) => one !== column), column]),
    [],
  )
  return { moved, onMoved }
}

/** The line that went across last is another element now: the focus goes on there. */
function useFocusOn(moved: readonly number[], table: string): void {
  useEffect(() => {
    const column = moved.at(-1)
    if (column !== undefined) document.getElementById(choiceId(table, column))?.focus()
  }, [moved, table])
}

function useLatest<T>(value: T) {
  const latest = useRef(value)
  useEffect(() => {
    latest.current = value
  })
  return latest
}

/** Draws a line so that only those change whose own facts did: what it asks back is looked up when it is asked. */
function useColumnLine(props: MappingTableProps, id: string, onMoved: (column: number) => void) {
  const { definition, look, report } = props
  const valuesOf = useValues(report)
  const latest = useLatest(props)
  const choices = useCallback((field: string | undefined) => fieldChoices(latest.current, field), [latest])
  const onField = useCallback(
    (row: ColumnRow, field: string | undefined) => {
      const now = latest.current
      if ((row.field === undefined) !== (field === undefined)) onMoved(row.column)
      now.onChange(sendColumn(Object.keys(now.definition.fields), now.mapping, row, field))
    },
    [onMoved, latest],
  )
  return (row: ColumnRow, index: number, rows: readonly ColumnRow[]) => {
    const { column, name, field } = row
    const profile = report?.columns.find((candidate) => candidate.column === column)
    const nth = index - rows.findIndex((other) => other.column === column)
    return (
      <ColumnLine
        // By place, not by field: a line that gets another field is still the same line, and keeps the focus.
        key={`${column} ${nth}`}
        column={column}
        name={name}
        field={field}
        example={look.sample.map((cells) => cells[column]).find((cell) => cell)}
        isIdentifier={field !== undefined && field === definition.identifierFieldName}
        isConsent={field !== undefined && consentOf(definition, field) !== undefined}
        isUnsure={field !== undefined && props.unsure.includes(field)}
        profile={profile}
        values={valuesOf(row)}
        filled={profile && report ? formatShare(filledShare(row, profile, report)) : ''}
        choiceId={choiceId(id, column, nth)}
        choices={choices}
        onField={onField}
      />
    )
  }
}

const NONE: readonly ValueProblem[] = []

/** Lists that stay the same for the same report, so that a line is drawn again only when its own values changed. */
function useValues(report: CheckReport | undefined) {
  const values = report?.values
  const lists = useMemo(() => Map.groupBy(values ?? [], ({ column, field }) => `${column} ${field}`), [values])
  return ({ column, field }: ColumnRow) => lists.get(`${column} ${field}`) ?? NONE
}

function choiceId(table: string, column: number, nth = 0): string {
  return `${table}-${column}-${nth}`
}

function fieldChoices({ definition, look, mapping }: MappingTableProps, own: string | undefined) {
  const fields = Object.keys(definition.fields).map((field) => {
    const taken = field === own ? undefined : sourceWords(look.headers, mapping, field)
    return fieldChoice(field, taken === undefined ? field : mappingWords.takenFrom(field, taken))
  })
  return [NOT_SENT, ...fields]
}

function Head() {
  return (
    <thead>
      <tr>
        <th scope="col" className={classes.fileColumn}>
          {mappingWords.column}
        </th>
        <th scope="col" className={classes.fieldColumn}>
          {mappingWords.field}
        </th>
        <th scope="col" className={classes.number}>
          {mappingWords.filled}
        </th>
        <th scope="col" className={classes.number}>
          {mappingWords.distinct}
        </th>
        <th scope="col" className={classes.shape}>
          {mappingWords.type}
        </th>
        <th scope="col">{mappingWords.issues}</th>
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
