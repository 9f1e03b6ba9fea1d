import type { Definition } from '../../../shared/eloqua/definition.ts'
import { definitionsWords } from '../../../shared/words/definitions.ts'
import { useEloquaNames } from '../../entities/definition/use-eloqua-names.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import classes from './fields-table.module.css'

interface Field {
  readonly name: string
  readonly statement: string
  /** As people know the field; absent where the list of fields does not have it. */
  readonly title?: string | undefined
  readonly isIdentifier: boolean
}

const COLUMNS: readonly Column<Field>[] = [
  {
    key: 'name',
    title: definitionsWords.fieldColumns.name,
    width: 220,
    render: (field) => <FieldName field={field} />,
  },
  { key: 'statement', title: definitionsWords.fieldColumns.statement, render: (field) => <Statement field={field} /> },
]

/** The columns of a definition's data and the fields of Eloqua behind them. */
export function FieldsTable({ definition }: { readonly definition: Definition }) {
  const names = useEloquaNames(definition)
  const fields = Object.entries(definition.fields).map(([name, statement]) => ({
    name,
    statement,
    title: names.get(statement),
    isIdentifier: name === definition.identifierFieldName,
  }))
  return <DataTable label={definitionsWords.fields} columns={COLUMNS} rows={fields} rowKey={(field) => field.name} />
}

function FieldName({ field }: { readonly field: Field }) {
  return (
    <span title={field.name}>
      {field.name}
      {field.isIdentifier ? <span className={classes.identifier}>{definitionsWords.identifier}</span> : null}
    </span>
  )
}

function Statement({ field }: { readonly field: Field }) {
  return (
    <span title={field.statement}>
      {field.title ? `${field.title} ` : ''}
      <code className={classes.statement}>{field.statement}</code>
    </span>
  )
}
