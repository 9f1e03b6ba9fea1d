import { type UseQueryResult, useQueries } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { AppError } from '../../../../shared/contract/errors.ts'
import type { ResultPage } from '../../../../shared/contract/result-page.ts'
import type { Range } from '../../../ui/grid/grid-geometry.ts'
import { BLOCK_ROWS, rowsQuery } from './queries.ts'

type Rows = readonly (readonly string[])[]

/** Rows beyond the view that are fetched with it. */
const AHEAD = 50
/** A dragged thumb flies past most rows: those are fetched only where it rests, milliseconds. */
const REST_MS = 30

interface RowBlocks {
  /** Some rows to guess column widths from: the first that came, and the same ones as long as the page is shown. */
  readonly sample: Rows | undefined
  /** Undefined while the row is on its way. */
  readonly getRow: (row: number) => readonly string[] | undefined
  readonly onRowsInView: (rows: Range) => void
  readonly error: AppError | undefined
}

/** Fetches the rows of a page as the view moves over them, in blocks that stay in the cache. */
export function useRowBlocks(page: ResultPage): RowBlocks {
  const [blocks, setBlocks] = useRestingRange({ first: 0, last: 0 })
  const last = Math.min(blocks.last, Math.max(0, Math.ceil(page.rows / BLOCK_ROWS) - 1))
  const first = Math.min(blocks.first, last)
  const numbers = page.rows === 0 ? [] : Array.from({ length: last - first + 1 }, (_, index) => first + index)
  const { rows, error } = useQueries({
    queries: numbers.map((block) => rowsQuery(page.pageId, block, page.rows)),
    combine: joinBlocks,
  })
  const getRow = useCallback(
    (row: number) => rows[Math.floor(row / BLOCK_ROWS) - first]?.[row % BLOCK_ROWS],
    [rows, first],
  )
  const onRowsInView = useCallback(
    (view: Range) =>
      setBlocks({
        first: Math.max(0, Math.floor((view.first - AHEAD) / BLOCK_ROWS)),
        last: Math.max(0, Math.floor((view.last + AHEAD) / BLOCK_ROWS)),
      }),
    [setBlocks],
  )
  return { sample: useFirst(rows[0]), getRow, onRowsInView, error }
}

/** The first value that was there. Widths guessed from it must not change under the user while scrolling. */
function useFirst(rows: Rows | undefined): Rows | undefined {
  const [first, setFirst] = useState(rows)
  if (first === undefined && rows !== undefined) setFirst(rows)
  return first ?? rows
}

function joinBlocks(results: readonly UseQueryResult<Rows, AppError>[]) {
  return {
    rows: results.map((result) => result.data),
    error: results.find((result) => result.error)?.error ?? undefined,
  }
}

/** A range that follows small moves at once and jumps only after they have rested. */
function useRestingRange(start: Range): readonly [Range, (next: Range) => void] {
  const [range, setRange] = useState(start)
  const now = useRef(start)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const move = useCallback((next: Range) => {
    clearTimeout(timer.current)
    const take = () => {
      if (now.current.first === next.first && now.current.last === next.last) return
      now.current = next
      setRange(next)
    }
    const isNear = next.first <= now.current.last + 1 && next.last >= now.current.first - 1
    if (isNear) take()
    else timer.current = setTimeout(take, REST_MS)
  }, [])
  useEffect(() => () => clearTimeout(timer.current), [])
  return [range, move]
}
