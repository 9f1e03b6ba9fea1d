import { nativeTheme } from 'electron'
import type { Appearance } from '../../shared/contract/window-settings.ts'

/** The ground of the window before its first paint, as `--surface` in renderer/styles/tokens.css. */
const GROUND = { light: '#ffffff', dark: '#16181d' } as const

/** Menus, dialogs and the page's own `prefers-color-scheme` follow what the user chose in Settings. */
export function applyAppearance(appearance: Appearance): void {
  nativeTheme.themeSource = appearance
}

/** So that a dark window does not open with a white flash. */
export function windowGround(): string {
  return nativeTheme.shouldUseDarkColors ? GROUND.dark : GROUND.light
}
