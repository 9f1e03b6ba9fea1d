import type { ViewRequest } from '../../../../shared/contract/run-questions.ts'
import { conditionOf } from './conditions.ts'
import type { Session } from './duck.ts'
import { orderOf } from './order.ts'
import { hasLongNumber } from './readings.ts'
import { type RunFacts, rowsIn } from './run-facts.ts'
import type { RowSource } from './run-store.ts'
import { cell } from './sql-text.ts'
import type { Stores } from './stores.ts'

/** Rows of a sorted view that are found before the order of all is known: the first window. */
const HEAD_ROWS = 200

/** Rows of a run, chosen and in order. Row numbers are places in the run, positions are places in the view. */
export interface View {
  readonly facts: RunFacts
  readonly rows: number
  /** Which rows, in SQL, for questions that do not care about the order; undefined where only `all` knows. */
  readonly condition: string | undefined
  /** Row numbers of a window, in the view's order. */
  numbers(from: number, count: number): Promise<Uint32Array>
  /** Row numbers of all rows, in the view's order; undefined where every row has the place it has in the run. */
  all(): Promise<Uint32Array | undefined>
  close(): void
}

/** All rows, in the order of the run. */
export function plainView(facts: RunFacts): View {
  const rows = rowsIn(facts)
  return {
    facts,
    rows,
    condition: 'true',
    async numbers(from, count) {
      return Uint32Array.from({ length: Math.max(0, Math.min(count, rows - from)) }, (_, i) => from + i)
    },
    all: () => Promise.resolve(undefined),
    close: () => undefined,
  }
}

/** Rows that are already known, in their order. */
export function knownView(facts: RunFacts, condition: string | undefined, numbers: Uint32Array): View {
  return {
    facts,
    rows: numbers.length,
    condition,
    numbers: (from, count) => Promise.resolve(numbers.slice(from, from + count)),
    all: () => Promise.resolve(numbers),
    close: () => undefined,
  }
}

/** Answers with the first rows and the count; the order of the rest is found meanwhile. */
export async function openView(
  stores: Stores,
  facts: RunFacts,
  { filters, search, sort }: ViewRequest,
  signal: AbortSignal,
): Promise<View> {
  const condition = conditionOf({ filters, search }, facts.columns)
  if (sort.length === 0 && condition === 'true') return plainView(facts)
  const chosen = (source: RowSource): string => `select n from ${source.sql} where ${condition}`
  if (sort.length === 0) {
    const numbers = await stores.ask(facts, signal, (source, session) => session.numbers(chosen(source)))
    return knownView(facts, condition, numbers)
  }
  const { order, head, rows } = await stores.ask(facts, signal, async (source, session) => {
    const order = orderOf(sort, await longColumns(sort, source, session))
    const head = await session.numbers(`${chosen(source)} order by ${order} limit ${HEAD_ROWS}`)
    return { order, head, rows: condition === 'true' ? source.rows : await countRows(session, chosen(source)) }
  })
  if (rows <= head.length) return knownView(facts, condition, head)
  const put = (end: AbortSignal): Promise<Uint32Array> =>
    stores.ask(facts, end, (source, session) => session.numbers(`${chosen(source)} order by ${order}`))
  return sortedView({ facts, rows, condition, head, put })
}

interface Sorted extends Pick<View, 'facts' | 'rows' | 'condition'> {
  readonly head: Uint32Array
  /** Finds the order of all rows. */
  readonly put: (end: AbortSignal) => Promise<Uint32Array>
}

function sortedView({ head, put, ...facts }: Sorted): View {
  const end = new AbortController()
  let all: Promise<Uint32Array> | undefined
  const whole = (): Promise<Uint32Array> => {
    const found = all ?? put(end.signal)
    all = found
    // A failure is told to who waits for the rows, and the next one to ask makes another attempt.
    found.catch(() => {
      all = undefined
    })
    return found
  }
  void whole()
  return {
    ...facts,
    async numbers(from, count) {
      if (from + count <= head.length) return head.slice(from, from + count)
      return (await whole()).slice(from, from + count)
    },
    all: whole,
    close: () => end.abort(),
  }
}

async function longColumns(
  sort: ViewRequest['sort'],
  source: RowSource,
  session: Session,
): Promise<ReadonlySet<number>> {
  const numeric = sort.filter(({ as }) => as === 'number').map(({ column }) => column)
  if (numeric.length === 0) return new Set()
  const asked = numeric.map((column) => hasLongNumber(cell(column)))
  const [answer = []] = await session.rows(`select ${asked.join(', ')} from ${source.sql}`)
  return new Set(numeric.filter((_, index) => answer[index] === true))
}

async function countRows(session: Session, chosen: string): Promise<number> {
  const [[count] = []] = await session.rows(`select count(*) from (${chosen})`)
  return Number(count)
}

/** The view's rows in SQL, for one session. */
export async function conditionIn(session: Session, view: View): Promise<string> {
  if (view.condition !== undefined) return view.condition
  const numbers = await view.all()
  if (!numbers) return 'true'
  await session.keep('chosen', numbers)
  return 'n in (select n from chosen)'
}
