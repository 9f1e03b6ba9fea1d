import type { StoredDefinition } from '../definitions/definition-store.ts'
import { ONE_YEAR, parseDuration } from '../world/duration.ts'
import type { World } from '../world/world.ts'
import { isRunning } from './sync-runner.ts'

function isOver(definition: StoredDefinition, now: number): boolean {
  const lifetime = definition.properties.autoDeleteDuration
  const ms = typeof lifetime === 'string' ? parseDuration(lifetime) : undefined
  if (ms !== undefined && now >= definition.createdMs + ms) return true
  return now >= definition.createdMs + ONE_YEAR && now >= definition.usedMs + ONE_YEAR
}

const BETWEEN_SWEEPS_MS = 500

/**
 * Returns what deletes everything whose time has come: definitions, unsynced rows, export data, and syncs after a
 * year. Asked at every request, it looks twice in a second of simulated time.
 */
export function createHousekeeping(world: World): () => void {
  let sweptAt = Number.NEGATIVE_INFINITY
  return () => {
    const now = world.clock.now()
    if (now < sweptAt + BETWEEN_SWEEPS_MS) return
    sweptAt = now
    sweepDefinitions(world, now)
    sweepSyncs(world, now)
  }
}

function sweepDefinitions({ definitions, staging }: World, now: number): void {
  for (const definition of definitions.list()) {
    const retention = parseDuration(String(definition.properties.dataRetentionDuration ?? 'P7D')) ?? 0
    if (definition.kind !== 'export') staging.expire(definition.uri, now - retention)
    if (!isOver(definition, now)) continue
    staging.clear(definition.uri)
    definitions.remove(definition.uri)
  }
}

function sweepSyncs({ syncs }: World, now: number): void {
  for (const sync of syncs.list()) {
    if (isRunning(sync)) continue
    if (sync.dataUntilMs !== undefined && now >= sync.dataUntilMs) syncs.dropData(sync.id)
    if (now >= sync.createdMs + ONE_YEAR) syncs.remove(sync.id)
  }
}
