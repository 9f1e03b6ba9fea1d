import { useSyncExternalStore } from 'react'
import type { Appearance } from '../../shared/contract/window-settings.ts'
import { changeWindowSettings, subscribeToSettings, useWindowSettings, windowSettings } from './window-settings.ts'

const system = window.matchMedia('(prefers-color-scheme: dark)')

/** The scheme in force: the system's unless the user chose one. */
export function useColorScheme(): 'light' | 'dark' {
  return useSyncExternalStore(listen, colorScheme)
}

export function useAppearance(): Appearance {
  return useWindowSettings().appearance
}

export function setAppearance(appearance: Appearance): void {
  changeWindowSettings({ appearance })
  applyColorScheme()
}

/** Marks the document, which the stylesheets go by. */
export function applyColorScheme(): void {
  document.documentElement.setAttribute('data-mantine-color-scheme', colorScheme())
}

function colorScheme(): 'light' | 'dark' {
  const { appearance } = windowSettings()
  if (appearance !== 'system') return appearance
  return system.matches ? 'dark' : 'light'
}

function listen(listener: () => void): () => void {
  const unsubscribe = subscribeToSettings(listener)
  system.addEventListener('change', listener)
  return () => {
    unsubscribe()
    system.removeEventListener('change', listener)
  }
}
