import { DatabaseSync } from 'node:sqlite'
import { createDataEngine } from './create-data-engine.ts'
import type { DataEngine, DefinitionInput, ExportData, Outcome, StagedUpload } from './data-engine.ts'
import { joinPage } from './exports/page-bytes.ts'

export type Row = Readonly<Record<string, string>>

/** An engine in memory with short ways to run definitions, for tests. */
export interface TriedEngine {
  readonly engine: DataEngine
  readonly database: DatabaseSync
  /** Runs an import or sync action over rows given as objects; a missing key is an absent cell. */
  stage(definition: DefinitionInput, ...uploads: (readonly Row[])[]): Promise<Outcome>
  export(definition: Omit<DefinitionInput, 'kind' | 'name'>): Promise<Outcome & { data: ExportData }>
  /** All rows of an export, read as JSON. */
  rows(definition: Omit<DefinitionInput, 'kind' | 'name'>): Promise<readonly Row[]>
}

export const TRIED_AT = Date.UTC(2026, 2, 2, 9, 10)

/** Rows as the HTTP side stages them: names are those of all rows, in order of appearance. */
export function uploadOf(
  rows: readonly Row[],
  names = [...new Set(rows.flatMap((row) => Object.keys(row)))],
): StagedUpload {
  return { names, rows: rows.map((row) => names.map((name) => row[name])), rowCount: rows.length }
}

export function jsonRows(data: ExportData, offset = 0, limit = data.rowCount): readonly Row[] {
  return JSON.parse(`[${joinPage(data.json(offset, limit))}]`) as Row[]
}

/** How often each code was logged, as `code: count`. */
export function countsOf({ logs }: Outcome): Readonly<Record<string, number>> {
  return Object.fromEntries(logs.map(({ statusCode, count }) => [statusCode, count]))
}

export function tryEngine(options: { seed?: number; contacts?: number; rows?: number } = {}): TriedEngine {
  const database = new DatabaseSync(':memory:')
  const engine = createDataEngine({ database, seed: 7, contacts: 0, ...options })
  const run = (
    definition: DefinitionInput,
  ): { definition: DefinitionInput; user: string; now: number; syncId: number } => {
    const failures = engine.validate(definition)
    if (failures.length > 0) throw new RangeError(JSON.stringify(failures))
    return { definition, user: 'api.user', now: TRIED_AT, syncId: 3 }
  }
  const exporting: TriedEngine['export'] = (definition) =>
    engine.runExport(run({ kind: 'export', name: 'Tried', ...definition }))
  return {
    engine,
    database,
    stage: (definition, ...uploads) => {
      const staged = { ...run(definition), uploads: uploads.map((rows) => uploadOf(rows)) }
      return definition.kind === 'import' ? engine.runImport(staged) : engine.runSyncAction(staged)
    },
    export: exporting,
    rows: async (definition) => jsonRows((await exporting(definition)).data),
  }
}

/** A contact import over these fields, named by their internal names without `C_`. */
export function contactImport(names: readonly string[], more: Partial<DefinitionInput> = {}): DefinitionInput {
  return {
    kind: 'import',
    family: 'contacts',
    name: 'Tried',
    fields: Object.fromEntries(names.map((name) => [name, `{{Contact.Field(C_${name})}}`])),
    identifierFieldName: 'EmailAddress',
    ...more,
  }
}
