import { IconSettings } from '@tabler/icons-react'
import { installationWords } from '../../../../shared/words/installation.ts'
import { paletteSynonyms } from '../../../../shared/words/palette.ts'
import { storageWords } from '../../../../shared/words/result-rows.ts'
import { keychainWords, settingsWords } from '../../../../shared/words/settings.ts'
import { SUPPORT_WORDS } from '../../../../shared/words/support.ts'
import { go, type SettingsPart } from '../../../window/navigation.ts'
import type { PaletteEntry } from './palette-entry.ts'

const PARTS: readonly (readonly [SettingsPart, readonly string[]])[] = [
  ['appearance', [settingsWords.appearance]],
  ['passwords', [settingsWords.passwords, keychainWords.title]],
  ['storage', [storageWords.title, storageWords.choice, storageWords.days, storageWords.most]],
  ['folder', [settingsWords.dataFolder]],
  ['keyboard', [settingsWords.keyboard]],
  ['about', [settingsWords.about]],
  ['installation', [installationWords.title, installationWords.run]],
  ['support', [SUPPORT_WORDS.heading]],
]

/** Each part of Settings, and the settings within a part: all lead to the part. */
export const SETTINGS_ENTRIES: readonly PaletteEntry[] = PARTS.flatMap(([part, [heading = '', ...within]]) =>
  [heading, ...within].map((title, place) => ({
    id: `palette-settings-${part}-${place}`,
    group: 'settings',
    icon: IconSettings,
    title,
    hint: place === 0 ? settingsWords.title : heading,
    also: paletteSynonyms.settings[part],
    onlySearched: true,
    run: () => go({ screen: 'settings', part }),
  })),
)
