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
import { setAppearance } from '../../../window/color-scheme.ts'
import { runCommand } from '../../../window/commands.ts'
import { go } from '../../../window/navigation.ts'
import { hasScreen } from '../../screens.tsx'
import { SECTIONS, SETTINGS } from '../sections.ts'
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
    title: 'New sync',
    keys: 'mod+N',
    also: 'start run export import',
    run: () => runCommand('new-sync'),
  }
  const openCsv: PaletteItem = {
    id: 'palette-open-csv',
    icon: IconFileSpreadsheet,
    title: 'Open CSV files…',
    keys: 'mod+O',
    also: 'upload browse import',
    run: () => runCommand('open-csv'),
  }
  const refresh: PaletteItem = {
    id: 'palette-refresh',
    icon: IconReload,
    title: 'Refresh this screen',
    keys: 'mod+R',
    also: 'reload',
    run: () => runCommand('refresh'),
  }
  return [...(hasScreen('new-sync') ? [newSync] : []), ...(hasScreen('upload') ? [openCsv] : []), refresh]
}

function sectionActions(): readonly PaletteItem[] {
  return [...SECTIONS, SETTINGS].map((section) => ({
    id: `palette-section-${section.route.screen}`,
    icon: section.icon,
    title: `Go to ${section.title}`,
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
      title: 'Show transfers',
      keys: 'mod+J',
      also: 'uploads downloads progress',
      run: () => onOverlay('transfers'),
    },
    {
      id: 'palette-connections',
      icon: IconPlugConnected,
      title: 'Add or change connections…',
      also: 'sign in account switch password',
      run: onConnect,
    },
    { id: 'palette-light', icon: IconSun, title: 'Light appearance', also: 'theme', run: () => setAppearance('light') },
    { id: 'palette-dark', icon: IconMoon, title: 'Dark appearance', also: 'theme', run: () => setAppearance('dark') },
    {
      id: 'palette-shortcuts',
      icon: IconKeyboard,
      title: 'Keyboard shortcuts',
      keys: '?',
      also: 'help keys',
      run: () => onOverlay('shortcuts'),
    },
  ]
}
