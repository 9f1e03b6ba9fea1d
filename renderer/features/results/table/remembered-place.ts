import type { ViewState } from './view-state.ts'

/** Where the user was in a run. */
export interface Place {
  readonly view?: ViewState
  /** The active row among those of the view, and its column among those shown. */
  readonly row?: number
  readonly column?: number
}

/** Until Bulkdesk quits: a look at the log must not lose the place in the data. */
const places = new Map<string, Place>()

export function recallPlace(runId: string): Place | undefined {
  return places.get(runId)
}

export function rememberPlace(runId: string, place: Place): void {
  places.set(runId, { ...places.get(runId), ...place })
}
