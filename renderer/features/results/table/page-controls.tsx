import { NativeSelect, TextInput } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconChevronsLeft, IconChevronsRight } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import type { ResultPage } from '../../../../shared/contract/result-page.ts'
import { pagerWords } from '../../../../shared/words/controls.ts'
import { pageWords } from '../../../../shared/words/results.ts'
import { ToolButton } from '../../../ui/tool-button.tsx'
import { lastOffset, nextOffset, PAGE_SIZES, type PagePlace, placeOfRow, readRowNumber } from './page-place.ts'
import classes from './result-table.module.css'

interface PageControlsProps {
  readonly page: ResultPage
  /** 0-based among all rows: what a change of the page size keeps in view. */
  readonly activeRow: number
  readonly onGo: (place: PagePlace) => void
}

/** Page size, first, previous, next and last page, and a way to any row. */
export function PageControls({ page, activeRow, onGo }: PageControlsProps) {
  const { offset, limit, totalResults } = page
  const last = lastOffset(totalResults, limit)
  const isFirst = offset === 0 ? pagerWords.isFirst : undefined
  const next = nextOffset(page)
  const isLast = next === undefined ? pagerWords.isLast : undefined
  const unknownEnd = last === undefined ? pageWords.unknownEnd : undefined
  const goTo = (start: number) => onGo({ offset: start, limit, row: 0 })
  return (
    <>
      <NativeSelect
        className={classes.size}
        aria-label={pageWords.size}
        value={limit}
        onChange={(event) => onGo(placeOfRow(activeRow, Number(event.currentTarget.value)))}
        data={PAGE_SIZES.map((size) => ({ value: String(size), label: pageWords.sizeOption(size) }))}
      />
      <div className={classes.pages}>
        <ToolButton icon={IconChevronsLeft} label={pageWords.first} disabledBecause={isFirst} onClick={() => goTo(0)} />
        <ToolButton
          icon={IconChevronLeft}
          label={pagerWords.previous}
          disabledBecause={isFirst}
          onClick={() => goTo(Math.max(0, offset - limit))}
        />
        <span className={classes.pageNumber}>
          {pageWords.number(Math.floor(offset / limit) + 1, last === undefined ? undefined : last / limit + 1)}
        </span>
        <ToolButton
          icon={IconChevronRight}
          label={pagerWords.next}
          disabledBecause={isLast}
          onClick={() => goTo(next ?? offset)}
        />
        <ToolButton
          icon={IconChevronsRight}
          label={pageWords.last}
          disabledBecause={unknownEnd ?? isLast}
          onClick={() => goTo(last ?? 0)}
        />
      </div>
      <GoToRow totalResults={totalResults} onGo={(row) => onGo(placeOfRow(row, limit))} />
    </>
  )
}

interface GoToRowProps {
  readonly totalResults: number | undefined
  readonly onGo: (row: number) => void
}

function GoToRow({ totalResults, onGo }: GoToRowProps) {
  const [text, setText] = useState('')
  const [isWrong, setWrong] = useState(false)
  const range = pageWords.rowRange(totalResults)

  function submit(event: FormEvent) {
    event.preventDefault()
    const row = readRowNumber(text, totalResults)
    setWrong(row === undefined)
    if (row === undefined) return
    setText('')
    onGo(row)
  }

  return (
    <form onSubmit={submit}>
      <TextInput
        className={classes.goTo}
        aria-label={isWrong ? pageWords.goToRowRange(range) : pageWords.goToRow}
        placeholder={pageWords.goToRow}
        value={text}
        error={isWrong}
        title={isWrong ? pageWords.noSuchRow(range) : undefined}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setWrong(false)
        }}
      />
    </form>
  )
}
