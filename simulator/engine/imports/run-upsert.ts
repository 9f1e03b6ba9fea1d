import type { DatabaseSync } from 'node:sqlite'
import type { ActionApplier } from '../actions/apply-actions.ts'
import type { ImportRun, LogLine } from '../data-engine.ts'
import { type ConsentTally, createConsentTally } from './consent-tally.ts'
import { outcomeCodes } from './family-rules.ts'
import { type ImportTally, logLine } from './import-tally.ts'
import type { CardLinker } from './link-cards.ts'
import type { Column, ImportPlan } from './plan-import.ts'
import { type ReadRow, readIdentifier, readRow } from './read-row.ts'
import { createRowRules, type RowRules } from './row-rules.ts'
import { type StagedRow, stagedRows } from './staged-rows.ts'
import { createRecordWriter, type RecordWriter } from './write-records.ts'

export interface Upsert {
  readonly database: DatabaseSync
  readonly plan: ImportPlan
  readonly run: ImportRun
  readonly tally: ImportTally
  readonly actions: ActionApplier
  readonly linker: CardLinker | undefined
}

/** The position of each identifier's last row: of several rows with one identifier the last is applied. */
export function* lastRows(plan: ImportPlan, run: ImportRun): Generator<void, ReadonlyMap<string, number>> {
  const last = new Map<string, number>()
  const column = plan.columns[plan.identifier]
  if (!column) return last
  for (const row of stagedRows(run.uploads, [column.name])) {
    const { rejection, key } = readIdentifier(column, row.cells[0])
    if (!rejection) last.set(key, row.index)
    yield
  }
  return last
}

interface Upserting extends Upsert {
  readonly identifier: Column
  readonly last: ReadonlyMap<string, number>
  readonly writer: RecordWriter
  readonly rules: RowRules
  readonly consent: ConsentTally
  readonly done: { created: number; updated: number }
}

/** Creates and updates records from the staged rows, one step a row. Returns the closing log lines. */
export function* runUpsert(upsert: Upsert): Generator<void, readonly LogLine[]> {
  const { plan, run, database } = upsert
  const identifier = plan.columns[plan.identifier]
  if (!identifier) throw new RangeError('the definition names no identifier')
  const last = yield* lastRows(plan, run)
  const upserting: Upserting = {
    ...upsert,
    identifier,
    last,
    writer: createRecordWriter(database, plan.type, plan.columns, identifier, run.now),
    rules: createRowRules(database, plan, run.definition),
    consent: createConsentTally(plan),
    done: { created: 0, updated: 0 },
  }
  const names = plan.columns.map(({ name }) => name)
  for (const row of stagedRows(run.uploads, names)) {
    applyRow(upserting, row)
    yield
  }
  const codes = outcomeCodes(plan.type.key)
  return [
    logLine(codes.created, upserting.done.created),
    ...(codes.updated ? [logLine(codes.updated, upserting.done.updated)] : []),
    ...(codes.linked && upsert.linker ? [logLine(codes.linked, upsert.linker.linked())] : []),
    ...upserting.consent.lines(),
    ...upsert.actions.logs(),
  ]
}

function applyRow(upserting: Upserting, row: StagedRow): void {
  const { plan, tally, identifier, last, writer, rules } = upserting
  const { rejection, key } = readIdentifier(identifier, row.cells[plan.identifier])
  const early = rejection ?? (last.get(key) === row.index ? undefined : 'ELQ-00026')
  if (early) {
    tally.reject(row, early, [identifier.name])
    return
  }
  const read = readRow(plan, row)
  const matches = writer.match(read.key)
  const rejected = rules.reject(read, matches)
  if (rejected) {
    tally.reject(row, rejected.code, rejected.fields)
    return
  }
  writeRow(upserting, row, read, matches)
  if (read.badFields.length > 0) tally.reject(row, 'ELQ-00040', read.badFields)
}

function writeRow(
  { writer, run, linker, actions, consent, done }: Upserting,
  row: StagedRow,
  read: ReadRow,
  matches: readonly number[],
): void {
  const finish = (id: number): void => {
    linker?.link(id, row)
    actions.apply(id)
  }
  consent.note(read)
  if (matches.length === 0) {
    finish(writer.create(read.values))
    done.created += 1
    return
  }
  const chosen = run.definition.isUpdatingMultipleMatchedRecords ? matches : matches.slice(0, 1)
  for (const id of chosen) {
    writer.update(id, read.values)
    finish(id)
  }
  done.updated += chosen.length
}
