import { readDefinitionBody } from '../definitions/definition-body.ts'
import type { StoredDefinition } from '../definitions/definition-store.ts'
import { familyPath, KIND_PATHS } from '../http/paths.ts'
import type { SimulatorUser } from '../sign-in/users.ts'
import { toInput } from '../syncs/sync-runner.ts'
import type { World } from '../world/world.ts'
import { createFixedRows } from './fixed-rows.ts'
import { logsOfPast, PAST_SYNCS, type PastSync, rejectsOfPast, statusOfPast } from './past-syncs.ts'
import type { PracticeDefinition } from './practice-definition.ts'
import { PRACTICE_EXPORTS } from './practice-exports.ts'
import { PRACTICE_IMPORTS } from './practice-imports.ts'
import { PRACTICE_SYNC_ACTIONS } from './practice-sync-actions.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** The sync of Oracle's own example, and the last id before that of its other example. */
const SAMPLE_SYNC = 1444
const LAST_SYNC = 66_099
const SAMPLE_EXPORT = '/contacts/exports/94'
const DATA_HOURS = 12

const DEFINITIONS = [...PRACTICE_EXPORTS, ...PRACTICE_IMPORTS, ...PRACTICE_SYNC_ACTIONS]

const COLLEAGUES = ['maria.keller', 'jonas.berg', 'crm.integration']

const SAMPLE_PEOPLE = [
  [123456789, 'Zafar Manal'],
  [789456123, 'Joana Mendes'],
  [456123788, 'Sean Butler'],
  [456123801, 'Nikita Robertson'],
  [456123812, 'Ana Silva'],
  [456123834, 'Li Wei'],
  [456123857, 'Mia Novak'],
  [456123871, 'Tom Okafor'],
  [456123899, 'Inês Costa'],
  [456123902, 'Ravi Patel'],
] as const

function sampleRows(): Record<string, string>[] {
  return SAMPLE_PEOPLE.map(([id, name]) => {
    const plain = name.normalize('NFD').replace(/\p{M}/gu, '')
    const email = `${plain.toLowerCase().replace(' ', '.')}@example.com`
    return { ID: `${id} (${email})`, email, name }
  })
}

function toStored(world: World, names: readonly string[], seed: PracticeDefinition): StoredDefinition {
  const { kind, family, parentId, id, by, daysAgo, body, isDependedOn } = seed
  const { properties, failures } = readDefinitionBody(body, kind, family)
  if (failures.length > 0) throw new RangeError(`${body.name}: ${JSON.stringify(failures)}`)
  const user = names[by] ?? ''
  const at = Math.floor(world.clock.now() - daysAgo * DAY)
  return {
    uri: `${familyPath(family, parentId)}/${KIND_PATHS[kind]}/${id}`,
    kind,
    family,
    ...(parentId === undefined ? {} : { parentId }),
    id,
    properties,
    createdBy: user,
    createdMs: at,
    updatedBy: user,
    updatedMs: at,
    usedMs: at,
    ...(isDependedOn ? { isDependedOn } : {}),
  }
}

function addSample(world: World, user: string): void {
  const at = Math.floor(world.clock.now() - 200 * DAY)
  // Without an end: the sample can be read however long ago it was made.
  world.syncs.save({
    id: SAMPLE_SYNC,
    definitionUri: SAMPLE_EXPORT,
    kind: 'export',
    status: 'success',
    createdBy: user,
    createdMs: at,
    startedMs: at + 930,
    endedMs: at + 4_210,
  })
  const log = { severity: 'information', statusCode: 'ELQ-00102' } as const
  const message = 'Successfully exported members to csv file.'
  world.syncs.addLogs(SAMPLE_SYNC, [{ ...log, message, count: SAMPLE_PEOPLE.length, atMs: at + 4_210 }])
}

/** Rows of an export back then: a little fewer than it has now, the longer ago the fewer. */
function rowsThen(rowsNow: number, hoursAgo: number): number {
  return Math.floor(rowsNow * (1 - hoursAgo / 20_000))
}

/** What past exports returned: their data where it is still kept, else only how much it was. */
async function runPastExport(world: World, past: PastSync, id: number, user: string): Promise<number> {
  const definition = world.definitions.find(past.definitionUri)
  if (!definition || past.failed) return 0
  const now = Math.floor(world.clock.now() - past.hoursAgo * HOUR)
  const { data } = await world.engine.runExport({ definition: toInput(definition), user, now, syncId: id })
  const isKept = past.hoursAgo < DATA_HOURS
  if (isKept) world.syncs.keepData(id, data)
  else data.drop()
  return isKept ? data.rowCount : rowsThen(data.rowCount, past.hoursAgo)
}

async function addPast(world: World, planned: PastSync, id: number, user: string): Promise<void> {
  const definition = world.definitions.find(planned.definitionUri)
  if (!definition) throw new RangeError(`There is no definition ${planned.definitionUri}`)
  const isExport = definition.kind === 'export'
  const past = isExport ? { ...planned, rows: await runPastExport(world, planned, id, user) } : planned
  const createdMs = Math.floor(world.clock.now() - past.hoursAgo * HOUR)
  const startedMs = createdMs + 140 + ((id * 271) % 1_360)
  const endedMs = startedMs + 600 + ((id * 577) % 5_000) + past.rows
  world.syncs.save({
    id,
    definitionUri: definition.uri,
    kind: definition.kind,
    status: statusOfPast(past),
    createdBy: user,
    createdMs,
    startedMs,
    endedMs,
    ...(isExport ? { dataUntilMs: endedMs + DATA_HOURS * HOUR } : {}),
  })
  const logs = logsOfPast(past, definition, id).map((line) => ({ ...line, atMs: endedMs }))
  world.syncs.addLogs(id, logs)
  world.syncs.addRejects(id, rejectsOfPast(past, definition))
  world.definitions.save({ ...definition, usedMs: Math.max(definition.usedMs, endedMs) })
}

/**
 * What a newcomer finds: definitions of every common kind and some weeks of syncs by several people, among them the
 * ids of Oracle's own examples. A data file that was furnished before keeps what it has; only the sample's rows,
 * which are not stored, are laid out again.
 */
export async function furnishPracticeWorld(world: World, users: readonly SimulatorUser[]): Promise<void> {
  const names = [users[0]?.user ?? '', ...COLLEAGUES].map((name, index) => users[index]?.user ?? name)
  if (world.definitions.list().length === 0) {
    world.database.exec('BEGIN')
    try {
      for (const seed of DEFINITIONS) world.definitions.save(toStored(world, names, seed))
      addSample(world, names[0] ?? '')
    } finally {
      world.database.exec('COMMIT')
    }
    const first = LAST_SYNC + 1 - PAST_SYNCS.length
    for (const [index, past] of PAST_SYNCS.entries()) await addPast(world, past, first + index, names[past.by] ?? '')
  }
  if (world.syncs.find(SAMPLE_SYNC)) {
    world.syncs.keepData(SAMPLE_SYNC, createFixedRows(['ID', 'email', 'name'], sampleRows()))
  }
}
