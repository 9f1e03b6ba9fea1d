import { useSyncExternalStore } from 'react'
import {
  applyChange,
  FIRST_SETTINGS,
  type SettingsChange,
  type WindowSettings,
} from '../../shared/contract/window-settings.ts'
import { api } from '../api.ts'

let settings = FIRST_SETTINGS
const listeners = new Set<() => void>()

/** Fetches what main kept. Without an answer the window looks as it does at first. */
export async function loadWindowSettings(): Promise<void> {
  settings = await api.getWindowSettings().catch(() => settings)
  tell()
}

/** How the user likes the window; the component renders again when that changes. */
export function useWindowSettings(): WindowSettings {
  return useSyncExternalStore(subscribeToSettings, windowSettings)
}

export function windowSettings(): WindowSettings {
  return settings
}

/** In force at once. Where main cannot keep it, it lasts until Bulkdesk quits. */
export function changeWindowSettings(change: SettingsChange): void {
  settings = applyChange(settings, change)
  tell()
  void api.changeWindowSettings(change).catch(() => {})
}

/** As at the first start, without telling main. */
export function resetWindowSettings(): void {
  settings = FIRST_SETTINGS
  tell()
}

export function subscribeToSettings(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function tell(): void {
  for (const listener of listeners) listener()
}
