import { shortcutWords } from '../../../shared/words/shell.ts'
import type { Command } from '../../window/commands.ts'

interface Shortcut {
  /** `mod+K`; `mod` is ⌘ on a Mac and Ctrl elsewhere. */
  readonly keys: string
  readonly does: string
  readonly command?: Command
}

export interface ShortcutGroup {
  readonly title: string
  readonly shortcuts: readonly Shortcut[]
}

/** Every key of the window: what `?` lists and what use-keyboard.ts obeys. */
export const SHORTCUT_GROUPS: readonly ShortcutGroup[] = [
  {
    title: shortcutWords.anywhere,
    shortcuts: [
      { keys: 'mod+K', does: shortcutWords.palette, command: 'palette' },
      { keys: 'mod+N', does: shortcutWords.newSync, command: 'new-sync' },
      { keys: 'mod+O', does: shortcutWords.openCsv, command: 'open-csv' },
      { keys: 'mod+F', does: shortcutWords.find, command: 'find' },
      { keys: 'mod+R', does: shortcutWords.refresh, command: 'refresh' },
      { keys: 'mod+S', does: shortcutWords.saveCsv, command: 'save-csv' },
      { keys: 'mod+Enter', does: shortcutWords.primary, command: 'primary' },
      { keys: 'mod+1', does: shortcutWords.sections },
      { keys: 'mod+,', does: shortcutWords.settings, command: 'settings' },
      { keys: 'mod+J', does: shortcutWords.transfers },
      { keys: 'mod+B', does: shortcutWords.sideBar },
      { keys: 'mod+[', does: shortcutWords.back },
      { keys: 'mod+]', does: shortcutWords.forward },
      { keys: 'Esc', does: shortcutWords.closeOrCancel },
      { keys: '?', does: shortcutWords.shortcuts, command: 'shortcuts' },
    ],
  },
  {
    title: shortcutWords.inLists,
    shortcuts: [
      { keys: '↑ ↓', does: shortcutWords.rows },
      { keys: 'PgUp PgDn', does: shortcutWords.pages },
      { keys: 'Home End', does: shortcutWords.firstLastRow },
      { keys: 'Enter', does: shortcutWords.openRow },
    ],
  },
  {
    title: shortcutWords.inGrid,
    shortcuts: [
      { keys: '← ↑ → ↓', does: shortcutWords.cells },
      { keys: 'Home End', does: shortcutWords.firstLastColumn },
      { keys: 'mod+Home', does: shortcutWords.firstCell },
      { keys: 'mod+End', does: shortcutWords.lastCell },
      { keys: 'shift+↓', does: shortcutWords.range },
      { keys: 'mod+C', does: shortcutWords.copy },
      { keys: 'Space', does: shortcutWords.wholeRow },
      { keys: 'F3', does: shortcutWords.nextMatch },
      { keys: 'Alt+↓', does: shortcutWords.columnMenu },
      { keys: 'shift+F10', does: shortcutWords.cellMenu },
      { keys: 'shift+Space', does: shortcutWords.selectRow },
      { keys: 'mod+Space', does: shortcutWords.selectColumn },
      { keys: 'shift+F8', does: shortcutWords.addRange },
    ],
  },
]
