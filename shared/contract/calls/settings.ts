import { type ApiOf, takes } from '../call.ts'
import { nothing } from '../schemas/common.ts'
import { settingsChange } from '../schemas/window-settings.ts'
import type { WindowSettings } from '../window-settings.ts'

export const settingsCalls = {
  getWindowSettings: takes(nothing).gives<WindowSettings>(),
  /** Kept over a restart; what is not named stays as it is. */
  changeWindowSettings: takes(settingsChange).gives<void>(),
}

export type SettingsApi = ApiOf<typeof settingsCalls>
