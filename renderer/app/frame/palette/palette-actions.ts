import {
  IconAlertTriangle,
  IconArrowsDownUp,
  IconBookmark,
  IconCircleX,
  IconDeviceDesktop,
  IconDownload,
  IconExternalLink,
  IconFilePlus,
  IconFileSpreadsheet,
  IconKeyboard,
  IconLayoutSidebar,
  IconLifebuoy,
  IconLogout,
  IconMoon,
  IconPlugConnected,
  IconPlus,
  IconProgress,
  IconReload,
  IconSearch,
  IconSun,
} from '@tabler/icons-react'
import type { HelpPage } from '../../../../shared/contract/app-info.ts'
import type { Environment } from '../../../../shared/contract/connection.ts'
import type { Appearance } from '../../../../shared/contract/window-settings.ts'
import { PURPOSES } from '../../../../shared/eloqua/purposes.ts'
import { newDefinitionWords, PURPOSE_WORDS } from '../../../../shared/words/definition-form.ts'
import { paletteSynonyms as also, paletteActionWords as words } from '../../../../shared/words/palette.ts'
import { settingsWords } from '../../../../shared/words/settings.ts'
import { switcherWords } from '../../../../shared/words/shell.ts'
import { SUPPORT_WORDS } from '../../../../shared/words/support.ts'
import type { DefinitionStart } from '../../../entities/definition/start-definition.ts'
import { setAppearance } from '../../../window/color-scheme.ts'
import { type Command, runCommand } from '../../../window/commands.ts'
import { go } from '../../../window/navigation.ts'
import { REQUESTS, SECTIONS, SETTINGS } from '../sections.ts'
import type { PaletteEntry } from './palette-entry.ts'

/** What entries lead to beside screens and commands. */
export interface PaletteWays {
  readonly onOverlay: (overlay: 'transfers' | 'shortcuts') => void
  readonly onConnect: () => void
  readonly onSignOut: () => void
  readonly onSwitch: (connectionId: string) => void
  readonly onOpenFile: (recentId: string) => void
  readonly onDefine: (start: DefinitionStart) => void
  readonly onHelp: (page: HelpPage) => void
  readonly onSideBar: () => void
}

/** What the screen below the palette takes now. */
export interface ScreenTakes {
  readonly canFind: boolean
  readonly canSave: boolean
  /** The screen shows one sync or one result. */
  readonly isResult: boolean
}

/** Everything that can be done from anywhere. None of it changes data in Eloqua: what does is behind the screens that ask first. */
export function listActions(ways: PaletteWays, environment: Environment, screen: ScreenTakes): readonly PaletteEntry[] {
  return [
    ...workActions(screen),
    ...syncLists(),
    ...screens(),
    ...windowActions(ways),
    ...connectionActions(ways, environment),
    ...definitionActions(ways),
  ]
}

type Action = Omit<PaletteEntry, 'id' | 'group'>

function action(id: string, rest: Action): PaletteEntry {
  return { ...rest, id: `palette-${id}`, group: 'actions' }
}

function workActions({ canFind, canSave, isResult }: ScreenTakes): readonly PaletteEntry[] {
  const command = (of: Command, rest: Omit<Action, 'run'>) => action(of, { ...rest, run: () => void runCommand(of) })
  return [
    command('new-sync', { icon: IconPlus, title: words.newSync, keys: 'mod+N', also: also.newSync }),
    command('open-csv', { icon: IconFileSpreadsheet, title: words.openCsv, keys: 'mod+O', also: also.openCsv }),
    command('save-csv', {
      ...{ icon: IconDownload, title: words.saveCsv, keys: 'mod+S', also: also.saveCsv },
      whyNot: canSave ? undefined : words.saveCsvNot(isResult),
    }),
    command('find', {
      ...{ icon: IconSearch, title: words.find, keys: 'mod+F', also: also.find },
      whyNot: canFind ? undefined : words.findNot,
      onlySearched: !canFind,
    }),
    command('refresh', { icon: IconReload, title: words.refresh, keys: 'mod+R', also: also.refresh }),
  ]
}

function syncLists(): readonly PaletteEntry[] {
  return [
    action('failed', {
      ...{ icon: IconCircleX, title: words.failedSyncs, also: also.failedSyncs },
      run: () => go({ screen: 'syncs', group: 'failed' }),
    }),
    action('warnings', {
      ...{ icon: IconAlertTriangle, title: words.warningSyncs, also: also.warningSyncs },
      run: () => go({ screen: 'syncs', group: 'warnings' }),
    }),
    action('running', {
      ...{ icon: IconProgress, title: words.runningSyncs, also: also.runningSyncs },
      run: () => go({ screen: 'syncs', group: 'running' }),
    }),
  ]
}

function screens(): readonly PaletteEntry[] {
  const kept: PaletteEntry = {
    ...{ id: 'palette-kept', group: 'screens', icon: IconBookmark, title: words.keptResults, also: also.keptResults },
    onlySearched: true,
    run: () => go({ screen: 'results', place: 'kept' }),
  }
  const sections = [...SECTIONS, REQUESTS, SETTINGS].map(
    ({ route, icon, title, keys }): PaletteEntry => ({
      ...{ id: `palette-section-${route.screen}`, group: 'screens', icon, title: words.goTo(title), keys },
      run: () => go(route),
    }),
  )
  return [...sections, kept]
}

const LOOKS = { system: IconDeviceDesktop, light: IconSun, dark: IconMoon } as const satisfies Record<
  Appearance,
  unknown
>

function windowActions({ onOverlay, onSideBar }: PaletteWays): readonly PaletteEntry[] {
  return [
    action('transfers', {
      ...{ icon: IconArrowsDownUp, title: words.transfers, keys: 'mod+J', also: also.transfers },
      run: () => onOverlay('transfers'),
    }),
    ...(['system', 'light', 'dark'] as const).map((look) =>
      action(look, {
        ...{ icon: LOOKS[look], title: words.appearances[look], also: also.appearance },
        run: () => setAppearance(look),
      }),
    ),
    action('side-bar', {
      ...{ icon: IconLayoutSidebar, title: words.sideBar, keys: 'mod+B', also: also.sideBar, run: onSideBar },
      onlySearched: true,
    }),
    action('shortcuts', {
      ...{ icon: IconKeyboard, title: words.shortcuts, keys: '?', also: also.shortcuts },
      run: () => onOverlay('shortcuts'),
    }),
  ]
}

function connectionActions({ onConnect, onSignOut, onHelp }: PaletteWays, environment: Environment) {
  const leaving = environment === 'practice' ? switcherWords.leavePractice : switcherWords.signOut
  return [
    action('connections', {
      ...{ icon: IconPlugConnected, title: switcherWords.manage, also: also.connections, run: onConnect },
    }),
    action('sign-out', {
      ...{ icon: IconLogout, title: leaving, also: `${switcherWords.signOut} ${also.signOut}`, run: onSignOut },
    }),
    action('support', {
      ...{ icon: IconLifebuoy, title: SUPPORT_WORDS.open, also: also.support, onlySearched: true },
      run: () => void runCommand('support-report'),
    }),
    ...(['bulk-api', 'status-codes', 'limits'] as const).map((page) =>
      action(`help-${page}`, {
        ...{ icon: IconExternalLink, title: words.help(settingsWords.help[page]), also: also.help, onlySearched: true },
        run: () => onHelp(page),
      }),
    ),
  ]
}

/** Each opens a form that is filled in; nothing is created before its button is pressed. */
function definitionActions({ onDefine }: PaletteWays): readonly PaletteEntry[] {
  const one = (id: string, title: string, start: DefinitionStart) =>
    action(`define-${id}`, {
      ...{ icon: IconFilePlus, title, hint: words.newDefinition, also: also.newDefinition, onlySearched: true },
      run: () => onDefine(start),
    })
  return [
    ...PURPOSES.map((purpose) => one(purpose, PURPOSE_WORDS[purpose], { from: 'purpose', purpose })),
    one('csv', newDefinitionWords.fromCsv, { from: 'csv' }),
    one('file', newDefinitionWords.fromFile, { from: 'file' }),
    one('blank', newDefinitionWords.another, { from: 'blank' }),
  ]
}
