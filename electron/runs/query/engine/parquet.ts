import type { Session } from './duck.ts'
import type { RowSource } from './run-store.ts'
import { cell, literal } from './sql-text.ts'

export interface ParquetRequest {
  /** Written as it is given: the file must not be there, and is not moved anywhere afterwards. */
  readonly path: string
  readonly columns: readonly { readonly column: number; readonly name: string }[]
  /** Rows and their order; all rows in the run's order without it. */
  readonly numbers?: Uint32Array | undefined
}

/** Writes rows as Parquet: every cell as text, under its column's name. Tells how many. */
export async function saveParquet(session: Session, source: RowSource, request: ParquetRequest): Promise<number> {
  const { path, columns, numbers } = request
  const named = columns.map(({ column, name }) => `${cell(column)} as ${identifier(name)}`).join(', ')
  if (numbers) await session.keep('chosen', numbers)
  const rows = numbers ? `chosen join ${source.sql} using (n) order by i` : source.sql
  return session.run(`copy (select ${named} from ${rows}) to ${literal(path)} (format parquet)`)
}

function identifier(name: string): string {
  return `"${name.replaceAll('\0', '').replaceAll('"', '""') || ' '}"`
}
