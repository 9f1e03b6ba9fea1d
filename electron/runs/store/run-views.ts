import { AppError } from '../../../shared/contract/errors.ts'
import { runWords } from '../../../shared/words/runs.ts'

/** What reading and saving ask of the views of a run: rows that pass tests, in an order. */
export interface RunViews {
  /** The numbers of the rows at these places of a view. Rejects with `page-gone` where the view is no longer there. */
  numbersOf(
    view: { readonly runId: string; readonly viewId: string },
    from: number,
    count: number,
  ): Promise<readonly number[]>
  /** All of them. */
  rowsOf(view: { readonly runId: string; readonly viewId: string }): Promise<Uint32Array>
  /** Lets go of what is open of a run's folder. */
  release(runId: string): Promise<void>
}

/** Where nothing asks about rows: only the rows in Eloqua's order are there. */
export const NO_VIEWS: RunViews = {
  numbersOf: () => Promise.reject(noView()),
  rowsOf: () => Promise.reject(noView()),
  release: async () => undefined,
}

function noView(): AppError {
  return new AppError({ code: 'page-gone', message: runWords.gone })
}
