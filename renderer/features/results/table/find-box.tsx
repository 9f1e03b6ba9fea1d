import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { type KeyboardEvent, useRef, useState } from 'react'
import type { CellPlace, ResultPage } from '../../../../shared/contract/result-page.ts'
import { resultWords } from '../../../../shared/words/results.ts'
import { api } from '../../../api.ts'
import { announce } from '../../../ui/announcer.tsx'
import { focusField } from '../../../ui/focus-field.ts'
import { useCommand } from '../../../window/commands.ts'
import classes from './result-table.module.css'
import { useOnPage } from './use-on-page.ts'

interface FindBoxProps {
  readonly page: ResultPage
  /** The active cell: the search goes on after it. */
  readonly from: CellPlace | undefined
  /** The columns shown, as places among the page's columns. */
  readonly columns: readonly number[]
  readonly onFound: (place: CellPlace) => void
  /** Esc: back to the rows. */
  readonly onLeave: () => void
}

/** Finds text on this page, Enter by Enter, and starts again from the top when there is no more below. */
export function FindBox({ page, from, columns, onFound, onLeave }: FindBoxProps) {
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [verdict, setVerdict] = useState<string>()
  useCommand('find', () => focusField(field.current))
  const onPage = useOnPage(page)
  const find = useMutation({
    mutationFn: () => onPage((pageId) => findFrom({ pageId, text, columns }, from)),
    onSuccess: ({ place, isFromTop }) => {
      setVerdict(place ? (isFromTop ? resultWords.fromTop : undefined) : resultWords.noMatches)
      announce(place ? resultWords.foundIn(place.row + 1) : resultWords.noMatches)
      if (place) onFound(place)
    },
  })

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape') onLeave()
    if (event.key === 'Enter' && text !== '' && !find.isPending) find.mutate()
  }

  return (
    <TextInput
      ref={field}
      className={classes.find}
      aria-label={resultWords.find}
      placeholder={resultWords.find}
      leftSection={<IconSearch size={14} stroke={1.5} aria-hidden />}
      rightSection={verdict && text ? <span className={classes.verdict}>{verdict}</span> : null}
      rightSectionWidth={verdict && text ? 160 : 0}
      value={text}
      onKeyDown={onKeyDown}
      onChange={(event) => {
        setText(event.currentTarget.value)
        setVerdict(undefined)
      }}
    />
  )
}

interface Search {
  readonly pageId: string
  readonly text: string
  readonly columns: readonly number[]
}

async function findFrom(search: Search, after: CellPlace | undefined) {
  const below = await api.findInPage(after ? { ...search, after } : search)
  if (below || !after) return { place: below, isFromTop: false }
  return { place: await api.findInPage(search), isFromTop: true }
}
