import type { StoredDefinition } from './definition-store.ts'
import { ONE_YEAR, parseDuration } from './duration.ts'
import { isRunning } from './sync-runner.ts'
import type { World } from './world.ts'

function isOver(definition: StoredDefinition, now: number): boolean {
  const lifetime = definition.properties.autoDeleteDuration
  const ms = typeof lifetime === 'string' ? parseDuration(lifetime) : undefined
  if (ms !== undefined && now >= definition.createdMs + ms) return true
  return now >= definition.createdMs + ONE_YEAR && now >= definition.usedMs + ONE_YEAR
}

/** Deletes what its time has come for: definitions, unsynced rows, export data, and syncs after a year. */
export function sweep(world: World): void {
  const now = world.clock.now()
  for (const definition of world.definitions.list()) {
    const retention = parseDuration(String(definition.properties.dataRetentionDuration ?? 'P7D')) ?? 0
    if (definition.kind !== 'export') world.staging.expire(definition.uri, now - retention)
    if (!isOver(definition, now)) continue
    world.staging.clear(definition.uri)
    world.definitions.remove(definition.uri)
  }
  for (const sync of world.syncs.list()) {
    if (isRunning(sync)) continue
    if (sync.dataUntilMs !== undefined && now >= sync.dataUntilMs) world.syncs.dropData(sync.id)
    if (now >= sync.createdMs + ONE_YEAR) world.syncs.remove(sync.id)
  }
}
