import {
  IconArrowsDownUp,
  IconFileSpreadsheet,
  IconKeyboard,
  IconMoon,
  IconPlugConnected,
  IconPlus,
  IconReload,
  IconSun,
} from '@tabler/icons-react'
import { paletteWords, switcherWords } from '../../../../shared/words/shell.ts'
import { setAppearance } from '../../../window/color-scheme.ts'
import { runCommand } from '../../../window/commands.ts'
import { go } from '../../../window/navigation.ts'
import { hasScreen } from '../../screens.tsx'
import { REQUESTS, SECTIONS, SETTINGS } from '../sections.ts'
import type { PaletteItem } from './palette-item.ts'

export interface PaletteWays {
  readonly onOverlay: (overlay: 'transfers' | 'shortcuts') => void
  readonly onConnect: () => void
}

/** Everything that can be done from anywhere. */
export function listActions({ onOverlay, onConnect }: PaletteWays): readonly PaletteItem[] {
  return [...workActions(), ...sectionActions(), ...windowActions(onOverlay, onConnect)]
}

function workActions(): readonly PaletteItem[] {
  const newSync: PaletteItem = {
    id: 'palette-new-sync',
    icon: IconPlus,
    title: paletteWords.newSync,
    keys: 'mod+N',
    also: paletteWords.also.newSync,
    run: () => runCommand('new-sync'),
  }
  const openCsv: PaletteItem = {
    id: 'palette-open-csv',
    icon: IconFileSpreadsheet,
    title: paletteWords.openCsv,
    keys: 'mod+O',
    also: paletteWords.also.openCsv,
    run: () => runCommand('open-csv'),
  }
  const refresh: PaletteItem = {
    id: 'palette-refresh',
    icon: IconReload,
    title: paletteWords.refresh,
    keys: 'mod+R',
    also: paletteWords.also.refresh,
    run: () => runCommand('refresh'),
  }
  return [...(hasScreen('new-sync') ? [newSync] : []), ...(hasScreen('upload') ? [openCsv] : []), refresh]
}

function sectionActions(): readonly PaletteItem[] {
  return [...SECTIONS, REQUESTS, SETTINGS].map((section) => ({
    id: `palette-section-${section.route.screen}`,
    icon: section.icon,
    title: paletteWords.goTo(section.title),
    keys: section.keys,
    run: () => go(section.route),
  }))
}

function windowActions(
  onOverlay: PaletteWays['onOverlay'],
  onConnect: PaletteWays['onConnect'],
): readonly PaletteItem[] {
  return [
    {
      id: 'palette-transfers',
      icon: IconArrowsDownUp,
      title: paletteWords.transfers,
      keys: 'mod+J',
      also: paletteWords.also.transfers,
      run: () => onOverlay('transfers'),
    },
    {
      id: 'palette-connections',
      icon: IconPlugConnected,
      title: switcherWords.manage,
      also: paletteWords.also.connections,
      run: onConnect,
    },
    ...APPEARANCES,
    {
      id: 'palette-shortcuts',
      icon: IconKeyboard,
      title: paletteWords.shortcuts,
      keys: '?',
      also: paletteWords.also.shortcuts,
      run: () => onOverlay('shortcuts'),
    },
  ]
}

/** Light or dark, by name. */
const APPEARANCES: readonly PaletteItem[] = [
  {
    id: 'palette-light',
    icon: IconSun,
    title: paletteWords.light,
    also: paletteWords.also.appearance,
    run: () => setAppearance('light'),
  },
  {
    id: 'palette-dark',
    icon: IconMoon,
    title: paletteWords.dark,
    also: paletteWords.also.appearance,
    run: () => setAppearance('dark'),
  },
]
