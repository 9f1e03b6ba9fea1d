import { TextInput } from '@mantine/core'
import { IconChevronDown, IconChevronUp, IconFilter, IconSearch } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from 'react'
import type { CellOfView, FoundMatch } from '../../../../shared/contract/run-questions.ts'
import { findWords } from '../../../../shared/words/result-view.ts'
import { api } from '../../../api.ts'
import { announce } from '../../../ui/announcer.tsx'
import { focusField } from '../../../ui/focus-field.ts'
import { ToolButton } from '../../../ui/tool-button.tsx'
import { useCommand } from '../../../window/commands.ts'
import type { RunTable } from './run-table.ts'
import classes from './run-toolbar.module.css'
import { useSettled } from './use-settled.ts'

/** How long typing must rest before the rows are searched. */
const REST_MS = 150

interface FindBoxProps {
  readonly table: RunTable
  /** What is looked for now, so that the cells that hold it can be marked. */
  readonly onFind: (text: string) => void
}

/** Finds text in all columns as it is typed: how often it is there, and the cells one by one. */
export function FindBox({ table, onFind }: FindBoxProps) {
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const asked = useSettled(text, REST_MS)
  useCommand('find', () => {
    void api.prepareRunQuestions({ runId: table.run.runId }).catch(() => {})
    focusField(field.current)
  })
  const count = useMatchCount(table, asked)
  const { place, step } = useMatches(table, asked)
  useEffect(() => onFind(asked), [asked, onFind])
  useFindKeys(step)

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape') table.toRows()
    if (event.key === 'Enter') step(event.shiftKey)
  }

  return (
    <div className={classes.find}>
      <TextInput
        ref={field}
        className={classes.findField}
        aria-label={findWords.find}
        placeholder={findWords.placeholder}
        leftSection={<IconSearch size={14} stroke={1.5} aria-hidden />}
        rightSection={text ? <span className={classes.verdict}>{verdict(count, place)}</span> : null}
        rightSectionWidth={text ? 116 : 0}
        value={text}
        onKeyDown={onKeyDown}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {text ? (
        <>
          <ToolButton icon={IconChevronUp} label={findWords.previous} keys="Shift+F3" onClick={() => step(true)} />
          <ToolButton icon={IconChevronDown} label={findWords.next} keys="F3" onClick={() => step(false)} />
          <ToolButton
            icon={IconFilter}
            label={findWords.onlyMatching}
            pressed={table.view.state.search === text}
            onClick={() => table.view.change((state) => ({ ...state, search: state.search === text ? '' : text }))}
          />
        </>
      ) : null}
    </div>
  )
}

function verdict(matches: number | undefined, place: FoundMatch | undefined): string {
  if (matches === undefined) return findWords.counting
  if (matches === 0) return findWords.none
  return place ? findWords.place(place.ordinal, matches) : findWords.matches(matches)
}

function useMatchCount({ view: { source }, columns }: RunTable, text: string): number | undefined {
  const sources = columns.shown.map((column) => column.source)
  const { data } = useQuery({
    queryKey: ['matches', source, text, sources],
    queryFn: () => api.countRunMatches({ runId: source.runId, viewId: source.viewId, text, columns: sources }),
    enabled: text !== '',
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  })
  return data?.matches
}

/** Goes from match to match. A new text is looked for from the row where the search began; at an end it goes on from the other. */
function useMatches(table: RunTable, text: string) {
  const [place, setPlace] = useState<FoundMatch>()
  const start = useRef<number>(undefined)
  const { mutate } = useMutation({
    mutationFn: (how: { readonly from?: CellOfView; readonly backwards: boolean }) => findAround(table, text, how),
    onSuccess: (found) => {
      setPlace(found ?? undefined)
      announce(found ? findWords.foundIn(found.row + 1, String(found.ordinal)) : findWords.none)
      if (found) table.select(found.row, found.column)
    },
  })
  const findFirst = useEffectEvent(() => {
    start.current ??= table.active().row
    const from =
      start.current > 0 ? { row: start.current - 1, column: Number(table.run.columns.length) - 1 } : undefined
    mutate({ ...(from ? { from } : {}), backwards: false })
  })
  useEffect(() => {
    setPlace(undefined)
    if (text === '') start.current = undefined
    else findFirst()
  }, [text])
  return {
    place,
    step: (backwards: boolean) => {
      if (text !== '') mutate({ from: table.active(), backwards })
    },
  }
}

async function findAround(
  { view: { source }, columns }: RunTable,
  text: string,
  { from, backwards }: { readonly from?: CellOfView; readonly backwards: boolean },
): Promise<FoundMatch | null> {
  const { runId, viewId } = source
  const request = { runId, viewId, text, columns: columns.shown.map((column) => column.source), backwards }
  const found = await api.findRunMatch(from ? { ...request, from } : request)
  return found ?? (from ? api.findRunMatch(request) : null)
}

/** F3 and Shift+F3 work from anywhere on the screen. */
function useFindKeys(step: (backwards: boolean) => void): void {
  const onKey = useEffectEvent((event: globalThis.KeyboardEvent) => {
    if (event.key !== 'F3') return
    event.preventDefault()
    step(event.shiftKey)
  })
  useEffect(() => {
    const listener = (event: globalThis.KeyboardEvent) => onKey(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}
