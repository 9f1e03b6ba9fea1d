import { useCallback, useState, useSyncExternalStore } from 'react'
import type { ScrollPlace } from '../../ui/use-scroll-place.ts'
import { useActiveConnection } from './connections.ts'

/** What the user chose in lists: by connection and list, until the window closes. */
const kept = new Map<string, unknown>()
const places = new Map<string, ScrollPlace>()
const listeners = new Set<() => void>()

/** As useState, but the user finds it again when coming back to the list: what was searched, filtered and sorted. */
export function useKept<T>(list: string, first: T): readonly [T, (next: T) => void] {
  const key = useKey(list)
  const [unchanged] = useState(first)
  const value = useSyncExternalStore(subscribe, () => (kept.has(key) ? (kept.get(key) as T) : unchanged))
  const keep = useCallback(
    (next: T) => {
      kept.set(key, next)
      for (const listener of listeners) listener()
    },
    [key],
  )
  return [value, keep]
}

/** Where a list was scrolled to when the user left it. */
export function useKeptPlace(list: string): ScrollPlace {
  const key = useKey(list)
  const place = places.get(key) ?? { top: 0 }
  places.set(key, place)
  return place
}

/** As when the window opens. */
export function forgetKept(): void {
  kept.clear()
  places.clear()
}

/** Two connections share nothing, neither a search nor a place in a list. */
function useKey(list: string): string {
  return `${useActiveConnection()?.id ?? ''} ${list}`
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
