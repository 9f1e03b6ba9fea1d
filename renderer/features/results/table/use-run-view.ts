import { useQuery } from '@tanstack/react-query'
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { AppError } from '../../../../shared/contract/errors.ts'
import type { Run } from '../../../../shared/contract/run.ts'
import { api } from '../../../api.ts'
import { type RowSource, viewQuery } from './queries.ts'
import { recallPlace, rememberPlace } from './remembered-place.ts'
import { ALL_ROWS, isPlain, type ViewState } from './view-state.ts'

export interface RunView {
  readonly state: ViewState
  readonly change: (next: (state: ViewState) => ViewState) => void
  readonly source: RowSource
  /** The rows on screen are about to be replaced by those of another filter or order. */
  readonly isStale: boolean
  readonly error: AppError | undefined
  readonly retry: () => void
}

/** The rows of a run as the user filtered and sorted them. The rows shown stay until the others are found. */
export function useRunView(run: Run): RunView {
  const [state, setState] = useState<ViewState>(() => recallPlace(run.runId)?.view ?? ALL_ROWS)
  const isAll = isPlain(state)
  const open = useRef<string>(undefined)
  const query = useQuery({
    ...viewQuery(run, state),
    enabled: !isAll,
    // The rows shown stay until the others are found, but never those of a view that was closed meanwhile.
    placeholderData: (before) => (before && before.viewId === open.current ? before : undefined),
  })
  const view = isAll ? undefined : query.data
  useClosedViews(view?.viewId, open)
  const { runId, generation } = run
  const viewId = view?.viewId
  const isComing = !isAll && view === undefined
  const rows = view ? view.rows : run.rows
  const source = useMemo<RowSource>(
    () => ({ runId, generation, ...(viewId === undefined ? {} : { viewId }), rows }),
    [runId, generation, viewId, rows],
  )
  useEffect(() => rememberPlace(runId, { view: state }), [runId, state])
  const change = useCallback((next: (state: ViewState) => ViewState) => setState(next), [])
  const { refetch } = query
  const retry = useCallback(() => void refetch(), [refetch])
  // One that made room for a newer question is no failure.
  const error = isAll || query.error?.code === 'cancelled' ? undefined : (query.error ?? undefined)
  const isStale = !isAll && (isComing || query.isPlaceholderData) && !error
  return useMemo(
    () => ({ state, change, source, isStale, error, retry }),
    [state, change, source, isStale, error, retry],
  )
}

/** Main may let go of a view once another one is shown. */
function useClosedViews(viewId: string | undefined, open: RefObject<string | undefined>): void {
  useEffect(() => {
    open.current = viewId
    if (viewId === undefined) return
    return () => void api.closeRunView({ viewId }).catch(() => {})
  }, [viewId, open])
}
