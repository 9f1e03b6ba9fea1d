import { Button, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { FieldSource, FirstLook, Mapping } from '../../../../../shared/csv/csv.ts'
import { consentOf } from '../../../../../shared/eloqua/consent.ts'
import type { Definition } from '../../../../../shared/eloqua/definition.ts'
import { findIdentifierField } from '../../../../../shared/eloqua/identifier.ts'
import { consentWords } from '../../../../../shared/words/consent.ts'
import { fieldWords, mappingWords } from '../../../../../shared/words/upload-mapping.ts'
import { type FieldRow, feedField, fieldRows } from './column-rows.ts'
import { type Choice, LazySelect } from './lazy-select.tsx'
import classes from './mapping.module.css'

interface Props {
  readonly definition: Definition
  readonly look: FirstLook
  readonly mapping: Mapping
  readonly onChange: (mapping: Mapping) => void
  /** A column feeds the field from now on: the line is gone from here, and the column's own takes the focus. */
  readonly onColumn: (column: number) => void
}

/** More empty fields than these are folded. */
const MAX_EMPTY = 6

/** The fields no column feeds: each may get the same text in every row, a column that feeds another one too, or nothing. */
export function FieldsWithoutColumn({ definition, look, mapping, onChange, onColumn }: Props) {
  const [isUnfolded, setUnfolded] = useState(false)
  const [moved, setMoved] = useState<Moved>()
  const fields = Object.keys(definition.fields)
  const identifier = findIdentifierField(definition)
  const rows = fieldRows(fields, mapping)
  const constant = rows.filter((row) => row.constant !== undefined)
  const empty = rows.filter((row) => row.constant === undefined)
  const isFolded = !isUnfolded && empty.length > MAX_EMPTY
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each choice, after its line has gone.
  useEffect(() => {
    if (moved?.column !== undefined) onColumn(moved.column)
  }, [moved])
  const line = (row: FieldRow) => (
    <FieldLine
      key={row.field}
      row={row}
      isConsent={consentOf(definition, row.field) !== undefined}
      isIdentifier={row.field === definition.identifierFieldName}
      // One identifier would make all rows one record. A mapping that has it so nevertheless is shown as it is.
      canBeConstant={row.field !== identifier || row.constant !== undefined}
      headers={look.headers}
      wasMoved={row.field === moved?.field}
      onSource={(source) => {
        onChange(feedField(fields, mapping, row.field, source))
        setMoved({ field: row.field, ...(source?.from === 'column' ? { column: source.column } : {}) })
      }}
    />
  )
  if (rows.length === 0) return null
  return (
    <section className={classes.rest} aria-label={fieldWords.label}>
      {constant.length > 0 ? (
        <>
          <p className={classes.restTitle}>{fieldWords.constants(constant.length)}</p>
          <ul className={classes.restList}>{constant.map(line)}</ul>
        </>
      ) : null}
      {empty.length > 0 ? (
        <p className={classes.restTitle}>
          {fieldWords.unmapped(empty.length)}
          {isFolded ? (
            <Button size="xs" variant="subtle" onClick={() => setUnfolded(true)}>
              {fieldWords.showAll(empty.length)}
            </Button>
          ) : null}
        </p>
      ) : null}
      {isFolded || empty.length === 0 ? null : <ul className={classes.restList}>{empty.map(line)}</ul>}
    </section>
  )
}

/** The field that was given something else last, and the column it was given. Its line stands elsewhere now. */
interface Moved {
  readonly field: string
  readonly column?: number
}

interface FieldLineProps {
  readonly row: FieldRow
  readonly isIdentifier: boolean
  readonly isConsent: boolean
  readonly canBeConstant: boolean
  readonly headers: readonly string[]
  readonly wasMoved: boolean
  readonly onSource: (source: FieldSource | undefined) => void
}

function FieldLine(props: FieldLineProps) {
  const { row, isIdentifier, isConsent, canBeConstant, headers, wasMoved, onSource } = props
  const { field, constant } = row
  const pick = (value: string) => {
    if (value === CONSTANT.value) onSource({ from: 'constant', value: '' })
    else if (value === NOTHING.value) onSource(undefined)
    else onSource({ from: 'column', column: Number(value) })
  }
  return (
    <li>
      <span className={classes.restField} title={field}>
        <span className={classes.restName}>{field}</span>
        {isIdentifier ? <span className={classes.identifier}>{mappingWords.identifier}</span> : null}
        {isConsent ? <span className={classes.consent}>{consentWords.tag}</span> : null}
      </span>
      <LazySelect
        label={fieldWords.valueOf(field)}
        chosen={constant === undefined ? NOTHING : CONSTANT}
        choices={() => [NOTHING, ...(canBeConstant ? [CONSTANT] : []), ...headers.map(columnChoice)]}
        nothingFound={fieldWords.noColumn}
        autoFocus={wasMoved && constant === undefined}
        onChoose={pick}
      />
      {constant === undefined ? null : (
        <TextInput
          aria-label={fieldWords.constantOf(field)}
          placeholder={fieldWords.constantHint}
          value={constant}
          maxLength={1000}
          error={constant === ''}
          // Whoever chose to give a text is about to type it.
          autoFocus={wasMoved && constant === ''}
          onChange={(event) => onSource({ from: 'constant', value: event.currentTarget.value })}
        />
      )}
    </li>
  )
}

const NOTHING: Choice = { value: 'nothing', label: fieldWords.notMapped }
const CONSTANT: Choice = { value: 'constant', label: fieldWords.constant }

function columnChoice(header: string, column: number): Choice {
  return { value: String(column), label: header || mappingWords.unnamed(column + 1) }
}
