import { serveHelper, tellMainFromHelper } from '../../platform/helper-link.ts'
import { openDuck } from './engine/duck.ts'
import { createQueryEngine } from './query-engine.ts'

/** Told unasked: something failed that no question waits for. */
export interface QueryTrouble {
  readonly trouble: unknown
}

let folder: string | undefined

function workFolder(): string {
  if (folder === undefined) throw new Error('A question came before the folder to work in')
  return folder
}

const methods = {
  /** The first call: the folder for tables, and for what does not fit into memory. */
  begin(path: string): void {
    folder = path
  },
  /** For the check of an installation: DuckDB is loaded and answers. */
  async version(): Promise<string> {
    const duck = await openDuck(workFolder())
    try {
      const rows = await duck.session(new AbortController().signal, (session) => session.rows('SELECT version()'))
      return `DuckDB ${String(rows[0]?.[0])}`
    } finally {
      duck.close()
    }
  },
  ...createQueryEngine(workFolder, (trouble) => tellMainFromHelper({ trouble } satisfies QueryTrouble)),
}

export type QueryMethods = typeof methods

serveHelper(methods)
