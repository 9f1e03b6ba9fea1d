import { useEffect, useRef } from 'react'
import { type Command, runCommand } from '../../window/commands.ts'
import { go, goBack, goForward } from '../../window/navigation.ts'
import { isMac } from '../../window/platform.ts'
import { SECTIONS } from './sections.ts'
import { SHORTCUT_GROUPS } from './shortcuts.ts'

interface KeyboardActions {
  readonly onOverlay: (overlay: 'transfers' | 'shortcuts') => void
  readonly onToggleSideBar: () => void
}

/** `k` -> `palette`, from the list that is shown to the user. */
const COMMANDS: ReadonlyMap<string, Command> = new Map(
  SHORTCUT_GROUPS.flatMap((group) => group.shortcuts).flatMap(({ keys, command }) =>
    command && keys.startsWith('mod+') ? [[keys.slice(4).toLowerCase(), command] as const] : [],
  ),
)

/** The keys that work on every screen. A dialog on top keeps them, but for the palette's own. */
export function useKeyboard(actions: KeyboardActions): void {
  const latest = useRef(actions)
  useEffect(() => {
    latest.current = actions
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      if (act(event, latest.current)) event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}

/** Says whether the key was ours, so that the browser leaves it alone: Mod+R must never reload the window. */
function act(event: KeyboardEvent, actions: KeyboardActions): boolean {
  const key = event.key.toLowerCase()
  if (event.key === '?' && !isTyping(event.target)) {
    if (!isDialogOpen()) actions.onOverlay('shortcuts')
    return true
  }
  const mod = isMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey
  if (!mod || event.altKey || event.shiftKey) return false
  const run = chooseAction(key, actions)
  if (!run) return false
  if (key === 'k' || !isDialogOpen()) run()
  return true
}

function chooseAction(key: string, actions: KeyboardActions): (() => void) | undefined {
  const command = COMMANDS.get(key)
  if (command) return () => runCommand(command)
  const section = SECTIONS.find(({ keys }) => keys === `mod+${key}`)
  if (section) return () => go(section.route)
  if (key === 'j') return () => actions.onOverlay('transfers')
  if (key === 'b') return actions.onToggleSideBar
  if (key === '[') return goBack
  if (key === ']') return goForward
  return undefined
}

function isDialogOpen(): boolean {
  return document.querySelector('[role="dialog"][aria-modal="true"]') !== null
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable="true"]') !== null
}
