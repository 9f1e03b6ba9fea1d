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
    title: 'Anywhere',
    shortcuts: [
      { keys: 'mod+K', does: 'Search or do anything', command: 'palette' },
      { keys: 'mod+N', does: 'New sync', command: 'new-sync' },
      { keys: 'mod+O', does: 'Open CSV files', command: 'open-csv' },
      { keys: 'mod+F', does: 'Find on this screen', command: 'find' },
      { keys: 'mod+R', does: 'Refresh', command: 'refresh' },
      { keys: 'mod+S', does: 'Save as CSV', command: 'save-csv' },
      { keys: 'mod+Enter', does: 'The screen’s main action', command: 'primary' },
      { keys: 'mod+1', does: 'Sections, from the top: 1 to 5' },
      { keys: 'mod+,', does: 'Settings', command: 'settings' },
      { keys: 'mod+J', does: 'Transfers' },
      { keys: 'mod+B', does: 'Collapse or expand the side bar' },
      { keys: 'mod+[', does: 'Back' },
      { keys: 'mod+]', does: 'Forward' },
      { keys: 'Esc', does: 'Close or cancel' },
      { keys: '?', does: 'This list', command: 'shortcuts' },
    ],
  },
  {
    title: 'In lists',
    shortcuts: [
      { keys: '↑ ↓', does: 'Row by row' },
      { keys: 'PgUp PgDn', does: 'Screen by screen' },
      { keys: 'Home End', does: 'First, last row' },
      { keys: 'Enter', does: 'Open the row' },
    ],
  },
  {
    title: 'In the results grid',
    shortcuts: [
      { keys: '← ↑ → ↓', does: 'Cell by cell' },
      { keys: 'Home End', does: 'First, last column' },
      { keys: 'mod+Home', does: 'First cell of the page' },
      { keys: 'mod+End', does: 'Last cell of the page' },
      { keys: 'shift+↓', does: 'Select a range (any direction)' },
      { keys: 'mod+C', does: 'Copy as spreadsheet text' },
      { keys: 'Space', does: 'Show the whole row' },
    ],
  },
]
