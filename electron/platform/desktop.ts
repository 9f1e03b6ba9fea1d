import type { Events } from '../../shared/contract/events.ts'

/** What services need of the desktop. Real: Electron's dialogs, clipboard and shell; in unit tests: a few lambdas. */
export interface Desktop {
  /** The save dialog; undefined when the user closed it. `defaultName` is sanitised before it is shown. */
  askSavePath(request: { title: string; defaultName: string; extension: string }): Promise<string | undefined>
  askCsvPaths(): Promise<readonly string[]>
  /** A saved definition; undefined when the user closed the dialog. */
  askJsonPath(): Promise<string | undefined>
  writeClipboard(text: string): Promise<void>
  showInFolder(path: string): void
  openExternal(url: string): Promise<void>
  /** Shown only while the window has no focus. Never holds personal data. */
  notify(notice: { title: string; body: string }): void
}

/** Tells the window. */
export type Publish = <E extends keyof Events>(event: E, payload: Events[E]) => void
