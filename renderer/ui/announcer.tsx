import { VisuallyHidden } from '@mantine/core'
import { useSyncExternalStore } from 'react'

interface Said {
  readonly text: string
  readonly count: number
}

let polite: Said = { text: '', count: 0 }
let assertive: Said = { text: '', count: 0 }
const listeners = new Set<() => void>()

/** Says something to screen readers: what has finished, how many were found. `now` interrupts: failures only. */
export function announce(text: string, how: 'politely' | 'now' = 'politely'): void {
  if (how === 'now') assertive = { text, count: assertive.count + 1 }
  else polite = { text, count: polite.count + 1 }
  for (const listener of listeners) listener()
}

/** The two live regions behind `announce`. Mounted once, in the app. */
export function Announcer() {
  const politely = useSyncExternalStore(listen, () => polite)
  const now = useSyncExternalStore(listen, () => assertive)
  return (
    <VisuallyHidden>
      {/* The no-break space makes the same text twice a change, which is what screen readers read. */}
      <div role="status">{withMark(politely)}</div>
      <div role="alert">{withMark(now)}</div>
    </VisuallyHidden>
  )
}

function withMark({ text, count }: Said): string {
  return count % 2 === 0 ? text : `${text}\u00A0`
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
