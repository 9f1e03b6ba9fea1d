import type { DatabaseSync } from 'node:sqlite'
import type { ImportRun, Outcome } from '../data-engine.ts'
import { ImportTally, logLine, namingNotes, processedLine } from '../imports/import-tally.ts'
import { planImport } from '../imports/plan-import.ts'
import { readIdentifier, readRow } from '../imports/read-row.ts'
import { lastRows } from '../imports/run-upsert.ts'
import { stagedRows, summariseStaging } from '../imports/staged-rows.ts'
import { createRecordWriter } from '../imports/write-records.ts'
import type { RecordTypes } from '../records/record-types.ts'
import { createActions } from './apply-actions.ts'

/** Applies a sync-action definition to the records its staged rows name, one step a row. */
export function* syncActionSteps(database: DatabaseSync, types: RecordTypes, run: ImportRun): Generator<void, Outcome> {
  const { definition } = run
  const type = types.ofFamily(definition.family, definition.parentId)
  if (!type) throw new RangeError(`no ${definition.family} ${definition.parentId}`)
  const found = planImport(type, definition)
  const plan = { ...found, identifier: Math.max(0, found.identifier) }
  const [identifier] = plan.columns
  if (!identifier) throw new RangeError('the definition names no identifier')
  const tally = new ImportTally(plan.columns)
  const staging = summariseStaging(run.uploads, [identifier.name])
  const actions = createActions(database, type.key, definition.syncActions)
  const last = yield* lastRows(plan, run)
  const records = createRecordWriter(database, type, plan.columns, identifier, run.now)
  for (const row of stagedRows(run.uploads, [identifier.name])) {
    const { rejection, key } = readIdentifier(identifier, row.cells[0])
    const ids = rejection ? [] : records.match(readRow(plan, row).key)
    if (rejection) tally.reject(row, rejection, [identifier.name])
    else if (last.get(key) !== row.index) tally.reject(row, 'ELQ-00026', [identifier.name])
    else if (ids.length === 0) tally.reject(row, 'ELQ-00034', [identifier.name])
    else for (const id of ids) actions.apply(id)
    yield
  }
  actions.finish()
  const lines = [...tally.lines(staging.rows, namingNotes(staging)), ...actions.logs()]
  return {
    logs: [logLine('ELQ-00140', staging.rows), logLine('ELQ-00137', 0), processedLine(lines, run.syncId), ...lines],
    rejects: tally.rejects,
  }
}
