import { Button, CloseButton } from '@mantine/core'
import { IconArrowsSort, IconFilter } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { MouseEvent, ReactNode } from 'react'
import type { SortKey } from '../../../../shared/contract/run-questions.ts'
import { filterWords, sortWords } from '../../../../shared/words/result-view.ts'
import { api } from '../../../api.ts'
import classes from './filter-bar.module.css'
import type { RunTable } from './run-table.ts'
import { ALL_ROWS, isPlain, removeSort, setFilter } from './view-state.ts'

const words = filterWords

/** What the rows are filtered and sorted by, each of it to change or to take away. Nothing while they are as they came. */
export function FilterBar({ table }: { readonly table: RunTable }) {
  const { view, nameOf, showOverlay } = table
  const { filters, sorts, search } = view.state
  if (isPlain(view.state)) return null
  return (
    <fieldset className={classes.bar} aria-label={words.label}>
      {search ? (
        <Chip
          icon={<IconFilter size={13} stroke={1.5} aria-hidden />}
          text={words.search(search)}
          remove={words.removeSearch}
          onRemove={() => view.change((state) => ({ ...state, search: '' }))}
        />
      ) : null}
      {filters.map((filter) => {
        const text = words.chip(nameOf(filter.column), filter)
        return (
          <Chip
            key={filter.column}
            icon={<IconFilter size={13} stroke={1.5} aria-hidden />}
            text={text}
            edit={words.edit(text)}
            onEdit={(at) => showOverlay({ kind: 'filter', column: filter.column, at })}
            remove={words.remove(nameOf(filter.column))}
            onRemove={() => view.change((state) => setFilter(state, filter.column, undefined))}
          />
        )
      })}
      {sorts.map((sort) => (
        <SortChip key={sort.column} table={table} sort={sort} />
      ))}
      <Button
        size="xs"
        variant="subtle"
        color="gray"
        onClick={() => view.change(({ readAs }) => ({ ...ALL_ROWS, readAs }))}
      >
        {words.clearAll}
      </Button>
    </fieldset>
  )
}

/** Says how many cells a sort could not read, as those stand last. */
function SortChip({ table: { view, run, nameOf }, sort }: { readonly table: RunTable; readonly sort: SortKey }) {
  const { column, as } = sort
  const { data } = useQuery({
    queryKey: ['reading', run.runId, run.generation, run.rows, column, as],
    queryFn: () => api.countReading({ runId: run.runId, column, as }),
    enabled: as !== 'text' && run.state.kind !== 'arriving',
    staleTime: Number.POSITIVE_INFINITY,
  })
  const name = nameOf(column)
  return (
    <>
      <Chip
        icon={<IconArrowsSort size={13} stroke={1.5} aria-hidden />}
        text={sortWords.chip(name, sort)}
        remove={sortWords.removeChip(name)}
        onRemove={() => view.change((state) => removeSort(state, column))}
      />
      {data && data.unread > 0 ? <span className={classes.note}>{sortWords.unread(name, data, as)}</span> : null}
    </>
  )
}

interface ChipProps {
  readonly icon: ReactNode
  readonly text: string
  readonly edit?: string
  readonly onEdit?: (at: { readonly x: number; readonly y: number }) => void
  readonly remove: string
  readonly onRemove: () => void
}

function Chip({ icon, text, edit, onEdit, remove, onRemove }: ChipProps) {
  const open = (event: MouseEvent<HTMLElement>) => {
    const { left, bottom } = event.currentTarget.getBoundingClientRect()
    onEdit?.({ x: left, y: bottom })
  }
  return (
    <span className={classes.chip}>
      {icon}
      {onEdit ? (
        <button type="button" className={classes.edit} aria-label={edit} title={text} onClick={open}>
          {text}
        </button>
      ) : (
        <span className={classes.text}>{text}</span>
      )}
      <CloseButton size="sm" aria-label={remove} onClick={onRemove} />
    </span>
  )
}
