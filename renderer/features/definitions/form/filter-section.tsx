import { Button, NativeSelect, Textarea } from '@mantine/core'
import { MOST_FILTER_LENGTH } from '../../../../shared/eloqua/filter/filter.ts'
import {
  type FilterItem,
  type FilterRow,
  type FilterRows,
  fromRows,
  toRows,
} from '../../../../shared/eloqua/filter/filter-rows.ts'
import { parseFilter } from '../../../../shared/eloqua/filter/parse-filter.ts'
import { printFilter } from '../../../../shared/eloqua/filter/print-filter.ts'
import { filterWords } from '../../../../shared/words/definition-filter.ts'
import { formWords } from '../../../../shared/words/definition-form.ts'
import { ConditionRow } from './condition-row.tsx'
import classes from './form.module.css'
import { FormSection } from './form-section.tsx'
import { IssueText } from './issue-text.tsx'
import { TryExport } from './try-export.tsx'
import { type FormState, issuesAt } from './use-draft.ts'

/** The filter as rows and as text, each of which changes the other. */
export function FilterSection({ form }: { readonly form: FormState }) {
  const text = form.draft.rules.filter ?? ''
  const [rows, isReadable] = readRows(text)
  const setText = (filter: string) => form.setRules({ filter: filter === '' ? undefined : filter })
  const setRows = (next: FilterRows) => {
    const filter = fromRows(next)
    setText(filter ? printFilter(filter) : '')
  }
  return (
    <FormSection places={['filter']} title={formWords.sections.filter} aside={<TryExport form={form} />}>
      {rows ? (
        <Rows form={form} rows={rows} onRows={setRows} />
      ) : (
        <p className={classes.dim}>{isReadable ? filterWords.textOnly : filterWords.unreadable}</p>
      )}
      <Textarea
        label={filterWords.text}
        description={filterWords.textHint(text.length)}
        classNames={{ input: classes.code }}
        autosize={false}
        rows={text.length > 120 ? 4 : 2}
        value={text}
        error={text.length > MOST_FILTER_LENGTH}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {ASKS_TIME.test(text) ? (
        <p className={classes.dim}>{filterWords.zone(form.draft.rules.areSystemTimestampsInUTC === true)}</p>
      ) : null}
      <IssueText issues={issuesAt(form, 'filter')} />
    </FormSection>
  )
}

/** A moment in a filter is read in the same zone as the export writes system timestamps (fact sheet 3.7). */
const ASKS_TIME = /'\d{4}-\d{2}-\d{2}[^']*'/

/** The rows of a text, and whether the text can be read at all. */
function readRows(text: string): readonly [FilterRows | undefined, boolean] {
  if (text.trim() === '') return [toRows(undefined), true]
  const parsed = parseFilter(text)
  return 'filter' in parsed ? [toRows(parsed.filter), true] : [undefined, false]
}

interface RowsProps {
  readonly form: FormState
  readonly rows: FilterRows
  readonly onRows: (rows: FilterRows) => void
}

const NEW_CONDITION: FilterRow = {
  kind: 'row',
  condition: { kind: 'compare', statement: '', operator: '=', value: '' },
  isNegated: false,
}

function Rows({ form, rows, onRows }: RowsProps) {
  const { join, items } = rows
  const put = (next: readonly FilterItem[]) => onRows({ join, items: next })
  const list = form.draft.family === 'accounts' ? '{{AccountList[]}}' : '{{ContactList[]}}'
  const takesLists = form.draft.family === 'contacts' || form.draft.family === 'accounts'
  const add = (item: FilterItem) => put([...items, item])
  return (
    <>
      {items.length === 0 ? <p className={classes.dim}>{filterWords.all}</p> : null}
      {items.length > 1 ? <JoinChoice join={join} onJoin={(next) => onRows({ join: next, items })} /> : null}
      {items.map((item, index) => (
        <Item
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no name but their place
          key={index}
          form={form}
          item={item}
          place={placeOf(items, index)}
          join={join}
          onItem={(next) => put(next ? items.with(index, next) : items.toSpliced(index, 1))}
        />
      ))}
      <div className={classes.line}>
        <Button size="xs" onClick={() => add(NEW_CONDITION)}>
          {filterWords.addCondition}
        </Button>
        {takesLists ? (
          <Button size="xs" onClick={() => add({ ...NEW_CONDITION, condition: { kind: 'exists', statement: list } })}>
            {filterWords.addList}
          </Button>
        ) : null}
        {items.length > 0 ? (
          <Button size="xs" onClick={() => add({ kind: 'group', rows: [NEW_CONDITION, NEW_CONDITION] })}>
            {filterWords.addGroup}
          </Button>
        ) : null}
      </div>
    </>
  )
}

/** 1-based among all conditions, those in groups counted. */
function placeOf(items: readonly FilterItem[], index: number): number {
  return 1 + items.slice(0, index).reduce((sum, item) => sum + (item.kind === 'row' ? 1 : item.rows.length), 0)
}

function JoinChoice({
  join,
  onJoin,
}: {
  readonly join: FilterRows['join']
  readonly onJoin: (join: FilterRows['join']) => void
}) {
  return (
    <NativeSelect
      className={classes.join}
      aria-label={filterWords.join}
      data={[
        { value: 'and', label: filterWords.joins.and },
        { value: 'or', label: filterWords.joins.or },
      ]}
      value={join}
      onChange={(event) => onJoin(event.currentTarget.value === 'or' ? 'or' : 'and')}
    />
  )
}

interface ItemProps {
  readonly form: FormState
  readonly item: FilterItem
  readonly place: number
  readonly join: FilterRows['join']
  /** Undefined: taken away. */
  readonly onItem: (item: FilterItem | undefined) => void
}

function Item({ form, item, place, join, onItem }: ItemProps) {
  if (item.kind === 'row') return <ConditionRow form={form} row={item} place={place} onRow={onItem} />
  const put = (rows: readonly FilterRow[]) => onItem(rows.length > 0 ? { kind: 'group', rows } : undefined)
  return (
    <fieldset className={classes.group}>
      <legend>{filterWords.groupJoins[join === 'and' ? 'and' : 'or']}</legend>
      {item.rows.map((row, index) => (
        <ConditionRow
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no name but their place
          key={index}
          form={form}
          row={row}
          place={place + index}
          onRow={(next) => put(next ? item.rows.with(index, next) : item.rows.toSpliced(index, 1))}
        />
      ))}
      <Button size="xs" variant="subtle" onClick={() => put([...item.rows, NEW_CONDITION])}>
        {filterWords.addCondition}
      </Button>
    </fieldset>
  )
}
