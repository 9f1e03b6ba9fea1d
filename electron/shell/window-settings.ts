import { join } from 'node:path'
import { z } from 'zod'
import type { SettingsApi } from '../../shared/contract/calls/settings.ts'
import { appearance, columnLayout, sideBar } from '../../shared/contract/schemas/window-settings.ts'
import {
  type Appearance,
  applyChange,
  type Company,
  columnsKey,
  FIRST_SETTINGS,
  type WindowSettings,
  withoutCompany,
} from '../../shared/contract/window-settings.ts'
import { readJson, writeJson } from '../platform/atomic-json.ts'
import type { Log } from '../platform/logger.ts'

export interface WindowSettingsOptions {
  readonly userData: string
  readonly log: Log
  /** Told at once what was kept, and of each change. */
  readonly onAppearance?: (appearance: Appearance) => void
}

export interface KeptSettings {
  readonly api: SettingsApi
  /** Names of columns are the company's: they go with the last connection to it. */
  forgetCompany(gone: Company, left: readonly Company[]): void
  /** Writes what was not written yet. */
  close(): void
}

/** Pulling a column's edge changes its width a hundred times: one write follows, when it rests. */
const REST_MS = 300

/** What cannot be read of a file is as at first, and takes nothing else with it. */
const stored = z.object({
  appearance: appearance.catch(FIRST_SETTINGS.appearance),
  sideBar: sideBar.catch(FIRST_SETTINGS.sideBar),
  columnSummaries: z.boolean().catch(FIRST_SETTINGS.columnSummaries),
  columns: z.record(z.string(), columnLayout).catch({}),
})

/** How the user likes the window, in `window-settings.json` of the user-data folder. */
export function keepWindowSettings({ userData, log, onAppearance }: WindowSettingsOptions): KeptSettings {
  const path = join(userData, 'window-settings.json')
  let settings = load(path, log)
  let timer: NodeJS.Timeout | undefined
  onAppearance?.(settings.appearance)

  function save(): void {
    clearTimeout(timer)
    timer = undefined
    try {
      writeJson(path, settings)
    } catch (error) {
      // The window stays as it is liked until it closes; only a restart forgets it.
      log.warn('the window settings could not be written', { error })
    }
  }

  function change(next: WindowSettings): void {
    if (next.appearance !== settings.appearance) onAppearance?.(next.appearance)
    settings = next
    clearTimeout(timer)
    timer = setTimeout(save, REST_MS)
    timer.unref()
  }

  return {
    api: {
      getWindowSettings: async () => settings,
      changeWindowSettings: async (request) => change(applyChange(settings, request)),
    },
    forgetCompany(gone, left) {
      if (!left.some((other) => columnsKey(other, '') === columnsKey(gone, ''))) change(withoutCompany(settings, gone))
    },
    close: () => timer && save(),
  }
}

function load(path: string, log: Log): WindowSettings {
  try {
    return readJson(path, (value) => stored.parse(value), log) ?? FIRST_SETTINGS
  } catch (error) {
    log.warn('the window settings could not be read', { error })
    return FIRST_SETTINGS
  }
}
