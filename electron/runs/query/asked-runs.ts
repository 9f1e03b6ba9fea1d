import { AppError } from '../../../shared/contract/errors.ts'
import type { Run } from '../../../shared/contract/run.ts'
import { runWords } from '../../../shared/words/runs.ts'
import type { LiveRun } from '../live-run.ts'
import type { RunShelf } from '../run-shelf.ts'
import type { RunFacts } from './engine/run-facts.ts'

/** What the questions need of the runs themselves. Each throws `page-gone` for a run that is not open. */
export interface AskedRuns {
  run(runId: string): Run
  facts(runId: string): RunFacts
  /** Cells of rows by their numbers, in the order asked for. */
  readRows(runId: string, numbers: readonly number[]): Promise<readonly (readonly string[])[]>
}

/** The runs on the shelf, as questions see them. */
export function createAskedRuns(shelf: () => RunShelf, readRows: AskedRuns['readRows']): AskedRuns {
  function find(runId: string): LiveRun {
    const run = shelf().find(runId)
    if (!run) throw new AppError({ code: 'page-gone', message: runWords.gone })
    return run
  }

  return {
    run: (runId) => find(runId).run(),
    facts(runId) {
      const run = find(runId)
      const { columns, generation, state } = run.run()
      // More rows may come to the last segment even of a run that has ended, but only after it goes on.
      const isWhole = state.kind === 'complete'
      const segments = run
        .segments()
        .map(({ file, rows, bytes, isClosed }) => ({ file, rows, bytes, isClosed: isClosed || isWhole }))
      return { runId, generation, columns: columns.length, segments }
    },
    readRows,
  }
}
