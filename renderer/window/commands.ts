import { useEffect, useRef, useSyncExternalStore } from 'react'
import type { MenuCommand } from '../../shared/contract/events.ts'

/**
 * What the menu, the keyboard and the palette can ask of whatever screen is there. `primary` is Mod+Enter;
 * `sign-in-again` leads from a refused sign-in to the place where the password is given; `support-report` shows a report
 * that can be saved for support.
 */
export type Command = MenuCommand | 'primary' | 'sign-in-again' | 'support-report'

type Handler = () => void

const handlers = new Map<Command, readonly Handler[]>()
const listeners = new Set<() => void>()

/**
 * Takes a command while the component is mounted: `useCommand('find', () => field.current?.focus())`.
 * The handler mounted last wins. Pass undefined while the command makes no sense.
 */
export function useCommand(command: Command, handler: Handler | undefined): void {
  const latest = useRef(handler)
  useEffect(() => {
    latest.current = handler
  })
  const takes = handler !== undefined
  useEffect(() => {
    if (!takes) return
    const entry = () => latest.current?.()
    setHandlers(command, (others) => [...others, entry])
    return () => setHandlers(command, (others) => others.filter((other) => other !== entry))
  }, [command, takes])
}

/** Whether the screen that is there, or the window, takes the command; renders again when that changes. */
export function useIsTaken(command: Command): boolean {
  return useSyncExternalStore(subscribe, () => (handlers.get(command)?.length ?? 0) > 0)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function setHandlers(command: Command, change: (others: readonly Handler[]) => readonly Handler[]): void {
  handlers.set(command, change(handlers.get(command) ?? []))
  for (const listener of listeners) listener()
}

/** Runs the command where somebody takes it, and says whether anybody did. */
export function runCommand(command: Command): boolean {
  const handler = handlers.get(command)?.at(-1)
  handler?.()
  return handler !== undefined
}
