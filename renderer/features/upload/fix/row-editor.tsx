import { Button } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { RowToFix } from '../../../../shared/csv/fixes.ts'
import type { ListPage } from '../../../../shared/eloqua/sync.ts'
import { rowFixWords as words } from '../../../../shared/words/fixes.ts'
import { Failure } from '../../../entities/failure/failure.tsx'
import { Pager } from '../../../ui/pager.tsx'
import { ReasonedButton } from '../../../ui/reasoned-button.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import classes from './row-editor.module.css'
import { RowTable } from './row-table.tsx'

export const ROWS_PER_PAGE = 50

interface RowEditorProps {
  readonly lead: string
  /** Which rows are shown, where there is a choice. */
  readonly choice?: ReactNode
  readonly headers: readonly string[]
  readonly page: UseQueryResult<ListPage<RowToFix>>
  readonly onGo: (offset: number) => void
  /** What the button says that takes so many edited rows. */
  readonly submitWords: (rows: number) => string
  readonly isBusy?: boolean
  readonly onSubmit: (rows: ReadonlyMap<number, readonly string[]>) => void
  readonly onClose: () => void
}

/** Edits rows of a file page by page; what was edited is kept while other pages are looked at. */
export function RowEditor(props: RowEditorProps) {
  const { lead, choice, headers, page, onGo, submitWords, isBusy = false, onSubmit, onClose } = props
  const [edits, setEdits] = useState<ReadonlyMap<number, readonly string[]>>(new Map())
  const edit = (row: number, cells: readonly string[] | undefined) => {
    const changed = new Map(edits)
    if (cells) changed.set(row, cells)
    else changed.delete(row)
    setEdits(changed)
  }
  return (
    <>
      <p className={classes.lead}>{lead}</p>
      {choice}
      {page.error ? <Failure error={page.error} context="reading" onRetry={() => void page.refetch()} inset /> : null}
      {page.isPending ? <SkeletonRows rows={8} label={words.loading} /> : null}
      {page.data && page.data.items.length > 0 ? (
        <RowTable headers={headers} rows={page.data.items} edits={edits} onEdit={edit} />
      ) : null}
      {page.data?.items.length === 0 ? <p className={classes.lead}>{words.none}</p> : null}
      <div className={classes.foot}>
        {page.data ? (
          <Pager page={page.data} noun={words.noun} onGo={onGo} isFetching={page.isPlaceholderData} />
        ) : null}
        <Button size="md" onClick={onClose}>
          {words.cancel}
        </Button>
        <ReasonedButton
          size="md"
          variant="filled"
          loading={isBusy}
          disabledBecause={edits.size === 0 ? words.noneEdited : undefined}
          onClick={() => onSubmit(edits)}
        >
          {submitWords(edits.size)}
        </ReasonedButton>
      </div>
    </>
  )
}
