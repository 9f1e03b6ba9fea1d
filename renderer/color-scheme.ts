import { useSyncExternalStore } from 'react'

export type Appearance = 'system' | 'light' | 'dark'

const KEY = 'appearance'
const system = window.matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()
let appearance: Appearance = readAppearance()

/** The scheme in force: the system's unless the user chose one. */
export function useColorScheme(): 'light' | 'dark' {
  return useSyncExternalStore(listen, colorScheme)
}

export function useAppearance(): Appearance {
  return useSyncExternalStore(listen, () => appearance)
}

export function setAppearance(choice: Appearance): void {
  appearance = choice
  try {
    localStorage.setItem(KEY, choice)
  } catch {
    // Storage may be refused; the choice then lasts until Bulkdesk quits.
  }
  applyColorScheme()
  for (const listener of listeners) listener()
}

/** Marks the document, which the stylesheets go by. */
export function applyColorScheme(): void {
  document.documentElement.setAttribute('data-mantine-color-scheme', colorScheme())
}

function colorScheme(): 'light' | 'dark' {
  if (appearance !== 'system') return appearance
  return system.matches ? 'dark' : 'light'
}

function readAppearance(): Appearance {
  try {
    const kept = localStorage.getItem(KEY)
    return kept === 'light' || kept === 'dark' ? kept : 'system'
  } catch {
    return 'system'
  }
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  system.addEventListener('change', listener)
  return () => {
    listeners.delete(listener)
    system.removeEventListener('change', listener)
  }
}
