import type { Page } from 'playwright-core'

/** What a test may say in the user's place; `null`: the user closes the dialog. */
export interface Dialogs {
  readonly open?: readonly (readonly string[] | null)[]
  readonly save?: readonly (string | null)[]
  /** Which button, 0-based. */
  readonly message?: readonly number[]
}

/** What the app did to the desktop, recorded instead of done. */
export interface DesktopRecord {
  readonly clipboard: string
  readonly windowTitle: string
  readonly openedUrls: readonly string[]
  readonly shownFiles: readonly string[]
  readonly notifications: readonly { readonly title: string; readonly body: string }[]
}

/** One way to run the app, without what both ways have in common. */
export interface RunningApp {
  readonly page: Page
  /** Of the app's main process. */
  readonly pid: number
  /** Everything the main process printed so far. */
  logs(): string
  answer(dialog: keyof Dialogs, answer: readonly string[] | string | number | null): Promise<void>
  chooseMenu(label: string): Promise<void>
  /** The page of the next window that main opens beside the first. */
  nextWindow(): Promise<Page>
  desktop(): Promise<DesktopRecord>
  /** Watches main's event loop; the function it gives ends that and tells the most work of one turn, milliseconds. */
  watchMain(): Promise<() => Promise<number>>
  /** Quits as a user does; ended by force when that takes too long. */
  close(): Promise<void>
  /** SIGKILL, at once. */
  kill(): Promise<void>
}

export interface StartRequest {
  /** What runs in main; the built app unless said otherwise. */
  readonly main?: string
  readonly executable: string
  readonly args: readonly string[]
  readonly env: NodeJS.ProcessEnv
}
