import { type UseQueryResult, useQueries, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { AppError } from '../../../../shared/contract/errors.ts'
import type { RunRows } from '../../../../shared/contract/run.ts'
import type { GridRowData } from '../../../ui/grid/grid.tsx'
import type { Range } from '../../../ui/grid/grid-geometry.ts'
import { BLOCK_ROWS, type RowSource, rowsQuery } from './queries.ts'

/** Rows beyond the view that are fetched with it. */
const AHEAD = 50
/** A dragged thumb flies past most rows: those are fetched only where it rests, milliseconds. */
const REST_MS = 30

interface RowBlocks {
  /** Some rows to guess column widths from: the first that came, and the same ones as long as the run is shown. */
  readonly sample: RunRows['rows'] | undefined
  /** Undefined while the row is on its way. */
  readonly getRow: (row: number) => GridRowData | undefined
  readonly onRowsInView: (rows: Range) => void
  readonly error: AppError | undefined
}

/** Fetches rows as the view moves over them, in blocks that stay in the cache. */
export function useRowBlocks(source: RowSource): RowBlocks {
  const [blocks, setBlocks] = useRestingRange({ first: 0, last: 0 })
  const last = Math.min(blocks.last, Math.max(0, Math.ceil(source.rows / BLOCK_ROWS) - 1))
  const first = Math.min(blocks.first, last)
  const numbers = source.rows === 0 ? [] : Array.from({ length: last - first + 1 }, (_, index) => first + index)
  const { data, error } = useQueries({ queries: numbers.map((block) => rowsQuery(source, block)), combine: joinBlocks })
  useFillUp(source, first, data)
  const getRow = useCallback(
    (row: number) => {
      const block = data[Math.floor(row / BLOCK_ROWS) - first]
      const cells = block?.rows[row % BLOCK_ROWS]
      return cells && { cells, number: (block?.numbers[row % BLOCK_ROWS] ?? row) + 1 }
    },
    [data, first],
  )
  const onRowsInView = useCallback(
    (view: Range) =>
      setBlocks({
        first: Math.max(0, Math.floor((view.first - AHEAD) / BLOCK_ROWS)),
        last: Math.max(0, Math.floor((view.last + AHEAD) / BLOCK_ROWS)),
      }),
    [setBlocks],
  )
  return { sample: useFirst(data[0]?.rows, `${source.runId}/${source.generation}`), getRow, onRowsInView, error }
}

/** The last block was read while it had fewer rows than now: it is read again, and what it has stays on screen. */
function useFillUp(source: RowSource, first: number, data: readonly (RunRows | undefined)[]): void {
  const client = useQueryClient()
  // A block that stays short is not asked for again until there are more rows.
  const asked = useRef(new Map<string, number>())
  useEffect(() => {
    for (const [index, block] of data.entries()) {
      const expected = Math.min(BLOCK_ROWS, source.rows - (first + index) * BLOCK_ROWS)
      const { queryKey } = rowsQuery(source, first + index)
      const name = JSON.stringify(queryKey)
      if (!block || block.rows.length >= expected || asked.current.get(name) === source.rows) continue
      asked.current.set(name, source.rows)
      void client.invalidateQueries({ queryKey })
    }
  }, [client, source, first, data])
}

/** The first value that was there under this key. Widths guessed from it must not change under the user while scrolling. */
function useFirst<T>(value: T | undefined, key: string): T | undefined {
  const [first, setFirst] = useState({ key, value })
  const isOther = first.key !== key
  if ((isOther || first.value === undefined) && value !== undefined) setFirst({ key, value })
  return isOther ? value : (first.value ?? value)
}

function joinBlocks(results: readonly UseQueryResult<RunRows, AppError>[]) {
  return {
    data: results.map((result) => result.data),
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
