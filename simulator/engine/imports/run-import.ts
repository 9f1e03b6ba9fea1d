import type { DatabaseSync } from 'node:sqlite'
import { createActions } from '../actions/apply-actions.ts'
import type { ImportRun, LogLine, Outcome } from '../data-engine.ts'
import type { RecordTypes } from '../records/record-types.ts'
import { ImportTally, logLine, namingNotes, processedLine } from './import-tally.ts'
import { createCardLinker } from './link-cards.ts'
import { runOpportunityLinks } from './link-opportunities.ts'
import { planImport } from './plan-import.ts'
import { runActivities } from './run-activities.ts'
import { runUpsert, type Upsert } from './run-upsert.ts'
import { summariseStaging } from './staged-rows.ts'

/**
 * Applies an import's staged rows, one step a row, and tells what happened as Eloqua's log does: staged, ready,
 * processed with a status, then the counts.
 */
export function* importSteps(database: DatabaseSync, types: RecordTypes, run: ImportRun): Generator<void, Outcome> {
  const { definition } = run
  const type = types.ofFamily(definition.family, definition.parentId)
  if (!type) throw new RangeError(`no ${definition.family} ${definition.parentId}`)
  const plan = planImport(type, definition)
  const tally = new ImportTally(plan.columns)
  const staging = summariseStaging(run.uploads, Object.keys(definition.fields))
  const upsert: Upsert = {
    database,
    plan,
    run,
    tally,
    actions: createActions(database, type.key, definition.syncActions),
    linker: createCardLinker(database, types, plan, definition),
  }
  const closing = yield* chooseRunner(upsert)
  const isIdentifierIgnored = type.key === 'activities' && definition.identifierFieldName !== undefined
  const notes = [...(isIdentifierIgnored ? [logLine('ELQ-00123', 0)] : []), ...namingNotes(staging)]
  const lines = [...tally.lines(staging.rows, notes), ...closing]
  return {
    logs: [logLine('ELQ-00130', staging.rows), logLine('ELQ-00137', 0), processedLine(lines, run.syncId), ...lines],
    rejects: tally.rejects,
  }
}

function chooseRunner(upsert: Upsert): Generator<void, readonly LogLine[]> {
  const { family } = upsert.run.definition
  if (family === 'activities') return runActivities(upsert)
  if (family === 'opportunities/contacts') return runOpportunityLinks(upsert)
  return runUpsert(upsert)
}
