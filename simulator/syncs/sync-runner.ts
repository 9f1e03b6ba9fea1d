import { setTimeout as wait } from 'node:timers/promises'
import type { SyncStatus } from '../../shared/eloqua/eloqua.ts'
import type { StoredDefinition } from '../definitions/definition-store.ts'
import type { DefinitionInput, LogLine, Outcome } from '../engine/data-engine.ts'
import { logLine } from '../engine/imports/import-tally.ts'
import { isCode, logText } from '../engine/imports/status-codes.ts'
import { ownerKey, type SimulatorUser } from '../sign-in/users.ts'
import { UnreadableRows } from '../uploads/json-rows.ts'
import { parseDuration } from '../world/duration.ts'
import type { SyncFault, World } from '../world/world.ts'
import { type StoredSync, toWireSync } from './sync-store.ts'

interface Pace {
  readonly pendingMs: number
  readonly activeMs: number
}

/** Recorded of small imports: 0.14-1.5 s until started, 0.6-0.9 s until ended. */
function paceOf({ speed, random }: World): Pace | undefined {
  if (speed === 'instant') return undefined
  const real = { pendingMs: 140 + random() * 1_360, activeMs: 600 + random() * 300 }
  return speed === 'real' ? real : { pendingMs: real.pendingMs / 8, activeMs: real.activeMs / 8 }
}

/** At `real` speed a sync works through about so many rows in a second. */
const ROWS_PER_SECOND = 20_000
const BYTES_PER_ROW = 100
const LONGEST_ANSWER_MS = 2_000

/** The definition as the data side reads it. */
export function toInput({ kind, family, parentId, properties }: StoredDefinition): DefinitionInput {
  return { ...properties, kind, family, ...(parentId === undefined ? {} : { parentId }) } as DefinitionInput
}

export function isRunning(sync: StoredSync): boolean {
  return sync.status === 'pending' || sync.status === 'active'
}

export function runningSyncOf(world: World, definitionUri: string): StoredSync | undefined {
  const uri = definitionUri.toLowerCase()
  return world.syncs.list().find((sync) => isRunning(sync) && sync.definitionUri.toLowerCase() === uri)
}

/** Error if any line is an error, else warning if any is a warning. */
function statusOf(logs: readonly LogLine[]): SyncStatus {
  if (logs.some(({ severity }) => severity === 'error')) return 'error'
  return logs.some(({ severity }) => severity === 'warning') ? 'warning' : 'success'
}

type FailureCode = 'ELQ-00105' | 'ELQ-00107' | 'ELQ-00143'

/** What Eloqua calls the three kinds of definition. */
const PRODUCTS = { export: 'Export', import: 'Import', syncAction: 'SyncAction' } as const

/** A sync that failed, with the words of its code, or those that a fault gives. */
function failure(sync: StoredSync, statusCode: FailureCode, fault?: SyncFault): Outcome {
  const code = fault?.statusCode ?? statusCode
  const values = {
    syncId: sync.id,
    userId: sync.createdBy,
    file: sync.definitionUri,
    type: PRODUCTS[sync.kind],
    syncProductType: PRODUCTS[sync.kind],
    syncReferenceId: sync.definitionUri.split('/').at(-1) ?? '',
  }
  const message = fault?.message ?? (isCode(code) ? logText(code, values) : undefined)
  const line = { severity: 'error', statusCode: code, count: 0, ...(message === undefined ? {} : { message }) } as const
  return { logs: [line], rejects: [] }
}

async function runDefinition(world: World, sync: StoredSync, definition: StoredDefinition): Promise<Outcome> {
  const input = toInput(definition)
  const run = { definition: input, user: sync.createdBy, now: world.clock.now(), syncId: sync.id }
  if (definition.kind === 'export') {
    const outcome = await world.engine.runExport(run)
    world.syncs.keepData(sync.id, outcome.data)
    return outcome
  }
  const uploads = world.staging.take(definition.uri, sync.id)
  const outcome =
    definition.kind === 'import'
      ? await world.engine.runImport({ ...run, uploads })
      : await world.engine.runSyncAction({ ...run, uploads })
  world.staging.consume(sync.id)
  return outcome
}

async function attempt(world: World, sync: StoredSync, fault: SyncFault | undefined): Promise<Outcome> {
  const definition = world.definitions.find(sync.definitionUri)
  if (fault?.outcome === 'error') {
    return failure(sync, 'ELQ-00107', fault)
  }
  if (!definition) return failure(sync, 'ELQ-00143')
  try {
    const outcome = await runDefinition(world, sync, definition)
    return world.definitions.find(sync.definitionUri) ? outcome : failure(sync, 'ELQ-00143')
  } catch (error) {
    if (!world.database.isOpen) return failure(sync, 'ELQ-00107')
    world.staging.release(sync.id)
    if (!(error instanceof UnreadableRows)) world.onDefect(error)
    return failure(sync, error instanceof UnreadableRows ? 'ELQ-00105' : 'ELQ-00107')
  }
}

async function finish(world: World, sync: StoredSync, fault: SyncFault | undefined): Promise<void> {
  const outcome = await attempt(world, sync, fault)
  if (!world.database.isOpen) return
  const now = world.clock.now()
  const definition = world.definitions.find(sync.definitionUri)
  const retention = parseDuration(String(definition?.properties.dataRetentionDuration ?? exportRetention(world))) ?? 0
  const status = statusOf(outcome.logs)
  const logs = withOutcome(outcome.logs, status).map((line) => ({ ...line, atMs: now }))
  world.syncs.addLogs(sync.id, logs)
  world.syncs.addRejects(sync.id, outcome.rejects)
  if (status === 'error') world.syncs.dropData(sync.id)
  if (status === 'error' && world.variants.has('staging-lost')) world.staging.clear(sync.definitionUri)
  const ended: StoredSync = {
    ...sync,
    status,
    endedMs: now,
    ...(sync.kind === 'export' ? { dataUntilMs: now + retention } : {}),
  }
  world.syncs.save(ended)
  if (definition) world.definitions.save({ ...definition, usedMs: now })
  if (ended.callbackUrl) world.callBack(ended.callbackUrl, toWireSync(ended))
}

/** How long a definition keeps exported data that does not say so itself. */
export function exportRetention({ variants }: World): string {
  return variants.has('retention-6h') ? 'PT6H' : 'PT12H'
}

/** A failed sync says so in its log, as one that went through does. */
function withOutcome(logs: readonly LogLine[], status: SyncStatus): readonly LogLine[] {
  if (logs.some(({ statusCode }) => statusCode === 'ELQ-00101')) return logs
  const word = `${status[0]?.toUpperCase()}${status.slice(1)}`
  return [...logs, logLine('ELQ-00101', 0, { status: word })]
}

/** Runs the sync's work and remembers that it is under way until it is done. */
function work(world: World, sync: StoredSync, fault: SyncFault | undefined): Promise<void> {
  const done = finish(world, sync, fault)
    .catch(world.onDefect)
    .finally(() => {
      world.underWay.delete(done)
      letOthersGoOn(world)
    })
  world.underWay.add(done)
  return done
}

/** Syncs that wait for another of their definition: one of them may go on when a sync has ended, and never by time alone. */
function letOthersGoOn({ waiting, database }: World): void {
  const looks = [...waiting]
  waiting.clear()
  if (database.isOpen) for (const look of looks) look()
}

/** Uploads this definition's next sync will take make it last longer at `real` speed. */
function workMs(world: World, sync: StoredSync): number {
  if (world.speed !== 'real' || sync.kind === 'export') return 0
  return (world.staging.bytes(sync.definitionUri) / BYTES_PER_ROW / ROWS_PER_SECOND) * 1_000
}

function activate(world: World, id: number, pace: Pace | undefined, fault: SyncFault | undefined): Promise<void> {
  const pending = world.syncs.find(id)
  if (!pending) return Promise.resolve()
  const isBehindAnother = world.syncs
    .list()
    .some((one) => one.id < id && isRunning(one) && one.definitionUri === pending.definitionUri)
  if (isBehindAnother && pace) {
    world.waiting.add(() => void activate(world, id, pace, fault))
    return Promise.resolve()
  }
  const active: StoredSync = { ...pending, status: 'active', startedMs: world.clock.now() }
  world.syncs.save(active)
  if (fault?.outcome === 'stuck-active') return Promise.resolve()
  if (!pace) return work(world, active, fault)
  world.clock.after(pace.activeMs + workMs(world, active), () => void work(world, active, fault))
  return Promise.resolve()
}

export interface NewSync {
  readonly definition: StoredDefinition
  readonly user: SimulatorUser
  readonly callbackUrl?: string
  readonly fault?: SyncFault
}

/**
 * Creates a sync and lets it take its course on the clock. The sync that is returned is still `pending`. At `instant`
 * speed its work is done before this returns, or goes on behind it where that takes longer than an answer may.
 */
export async function startSync(world: World, { definition, user, callbackUrl, fault }: NewSync): Promise<StoredSync> {
  const sync: StoredSync = {
    id: world.syncs.nextId(),
    definitionUri: definition.uri,
    kind: definition.kind,
    ...(callbackUrl === undefined ? {} : { callbackUrl }),
    status: 'pending',
    createdBy: user.user,
    owner: ownerKey(user),
    createdMs: Math.floor(world.clock.now()),
  }
  world.syncs.save(sync)
  if (fault?.outcome === 'stuck-pending') return sync
  const pace = paceOf(world)
  if (pace) world.clock.after(pace.pendingMs, () => void activate(world, sync.id, pace, fault))
  else
    await Promise.race([activate(world, sync.id, undefined, fault), wait(LONGEST_ANSWER_MS, undefined, { ref: false })])
  return sync
}

/** Lets the syncs of a data file that was closed under them go on. */
export function resumeSyncs(world: World): void {
  const pace = paceOf(world)
  for (const { id } of world.syncs.list().filter(isRunning)) {
    world.clock.after(0, () => void activate(world, id, pace, undefined))
  }
}
