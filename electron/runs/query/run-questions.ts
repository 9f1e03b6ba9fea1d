import { randomUUID } from 'node:crypto'
import type { RunQuestionApi } from '../../../shared/contract/calls/run-questions.ts'
import { AppError } from '../../../shared/contract/errors.ts'
import { MOST_ROWS_A_READ } from '../../../shared/contract/run.ts'
import { resultReasons } from '../../../shared/words/reasons.ts'
import type { RunViews } from '../store/run-views.ts'
import type { AskedRuns } from './asked-runs.ts'
import { createComparisonApi } from './comparison-api.ts'
import type { ParquetRequest } from './engine/parquet.ts'
import { type RunFacts, rowsIn } from './engine/run-facts.ts'
import { QueryLine, type QueryLineOptions } from './query-line.ts'
import { RecipeBook } from './recipe-book.ts'

export interface RunQuestionsOptions extends QueryLineOptions {
  readonly runs: AskedRuns
}

/** Questions about runs, for the window and for saving. DuckDB answers them, in a process of its own. */
export function createRunQuestions({ runs, ...options }: RunQuestionsOptions) {
  const line = new QueryLine(options)
  const book = new RecipeBook(runs)
  const api: RunQuestionApi = {
    ...createViewApi(line, book),
    ...createAnswerApi(line, book),
    ...createComparisonApi({ runs, line, book }),
  }
  return {
    api,
    views: createViews(line, book),
    /** Writes rows as Parquet to this path, and tells how many. */
    saveParquet: (runId: string, request: ParquetRequest, signal: AbortSignal): Promise<number> =>
      saveParquet(line, book.facts(runId), request, signal),
    stop: () => line.end(),
  }
}

type ViewCalls = 'prepareRunQuestions' | 'stopRunQuestions' | 'openRunView' | 'closeRunView'

function createViewApi(line: QueryLine, book: RecipeBook): Pick<RunQuestionApi, ViewCalls> {
  return {
    async prepareRunQuestions({ runId }) {
      // Whether the table gets ready is told by the answers only.
      line.call('prepare', [book.facts(runId)]).catch(() => undefined)
    },
    stopRunQuestions: ({ runId }) => line.call('stop', [runId]),
    async openRunView(request) {
      const facts = book.facts(request.runId)
      const recipe = book.note({ kind: 'chosen', viewId: randomUUID(), facts, request })
      try {
        return { viewId: recipe.viewId, rows: await line.call('openView', [recipe]), outOf: rowsIn(facts) }
      } catch (error) {
        book.forget(recipe.viewId)
        throw error
      }
    },
    async closeRunView({ viewId }) {
      if (book.forget(viewId)) await line.call('closeView', [viewId])
    },
  }
}

type AnswerCalls =
  | 'countRunMatches'
  | 'findRunMatch'
  | 'countReading'
  | 'profileRunColumn'
  | 'listFrequentValues'
  | 'groupRunRows'
  | 'countRunByTime'

function createAnswerApi(line: QueryLine, book: RecipeBook): Pick<RunQuestionApi, AnswerCalls> {
  return {
    countRunMatches: async (request) => line.call('countMatches', [book.scope(request), request]),
    findRunMatch: async (request) => line.call('findMatch', [book.scope(request), request]),
    countReading: async (request) => line.call('countReading', [book.scope(request), request]),
    profileRunColumn: async (request) => line.call('profileColumn', [book.scope(request), request]),
    listFrequentValues: async (request) => line.call('listValues', [book.scope(request), request]),
    groupRunRows: async (request) => line.call('groupRows', [book.scope(request), request]),
    countRunByTime: async (request) => line.call('countByTime', [book.scope(request), request]),
  }
}

function createViews(line: QueryLine, book: RecipeBook): RunViews {
  return {
    async numbersOf({ viewId }, from, count) {
      return [...(await line.call('numbers', [book.recipe(viewId), from, Math.min(count, MOST_ROWS_A_READ)]))]
    },
    rowsOf: async ({ viewId }) => line.call('allNumbers', [book.recipe(viewId)]),
    /** The helper ends with the last run. */
    async release(runId) {
      if (!book.release(runId)) return
      if (book.isEmpty()) line.end()
      else await line.call('release', [runId])
    },
  }
}

async function saveParquet(
  line: QueryLine,
  facts: RunFacts,
  request: ParquetRequest,
  signal: AbortSignal,
): Promise<number> {
  const saveId = randomUUID()
  if (signal.aborted) throw new AppError({ code: 'cancelled', message: resultReasons.saveStopped })
  const stop = (): void => void line.call('stopSaving', [saveId]).catch(() => undefined)
  signal.addEventListener('abort', stop)
  try {
    return await line.call('saveParquet', [saveId, facts, request])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
