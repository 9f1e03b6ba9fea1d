import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { tryLock } from '../../platform/process-lock.ts'
import { diskTrouble } from '../journal/disk-trouble.ts'
import { type Place, placeKey } from '../staging/place.ts'

/**
 * Which process may change the uploads to a definition. The window and the command line share one journal; two that went on
 * with the same upload would send its rows twice, and two that sent to the same definition would mix what is staged there.
 * A claim is a lock of the system: it ends with its process, however that ends, and never before.
 */
export interface PlaceClaims {
  /** True where this process alone may change the uploads there, until `release`. Throws a disk error. */
  take(place: Place): boolean
  holds(place: Place): boolean
  release(place: Place): void
  close(): void
}

export function createPlaceClaims(userData: string): PlaceClaims {
  const held = new Map<string, () => void>()

  return {
    take(place) {
      const key = placeKey(place)
      if (held.has(key)) return true
      const free = lockOf(userData, key)
      if (free) held.set(key, free)
      return free !== undefined
    },
    holds: (place) => held.has(placeKey(place)),
    release(place) {
      held.get(placeKey(place))?.()
      held.delete(placeKey(place))
    },
    close() {
      for (const free of held.values()) free()
      held.clear()
    },
  }
}

function lockOf(userData: string, key: string): (() => void) | undefined {
  const name = createHash('sha256').update(key).digest('hex').slice(0, 32)
  try {
    return tryLock(join(userData, 'locks', `place-${name}.lock`))
  } catch (error) {
    throw diskTrouble(error, 'The upload history')
  }
}
