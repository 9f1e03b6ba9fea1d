import type { Events } from '../../shared/contract/events.ts'
import type { NativeQuestion } from '../../shared/words/production.ts'

/** What services need of the desktop. Real: Electron's dialogs, clipboard and shell; in unit tests: a few lambdas. */
export interface Desktop {
  /** The save dialog; undefined when the user closed it. `defaultName` is sanitised before it is shown. */
  askSavePath(request: { title: string; defaultName: string; extension: string }): Promise<string | undefined>
  /** `sources`: workbooks and JSON files too. */
  askCsvPaths(kinds?: 'csv' | 'sources'): Promise<readonly string[]>
  /** A saved definition; undefined when the user closed the dialog. */
  askJsonPath(): Promise<string | undefined>
  /** A question in a dialog of the system's own, which the window cannot answer. True when the user goes ahead. */
  confirm(question: NativeQuestion): Promise<boolean>
  writeClipboard(text: string): Promise<void>
  showInFolder(path: string): void
  openExternal(url: string): Promise<void>
  /** Shown only while the window has no focus. Never holds personal data. */
  notify(notice: { title: string; body: string }): void
}

/** A desktop with no user at it: each dialog is closed, each question is answered with no. */
export const ABSENT_DESKTOP: Desktop = {
  askSavePath: async () => undefined,
  askCsvPaths: async () => [],
  askJsonPath: async () => undefined,
  confirm: async () => false,
  writeClipboard: async () => {},
  showInFolder: () => {},
  openExternal: async () => {},
  notify: () => {},
}

/** Tells the window. */
export type Publish = <E extends keyof Events>(event: E, payload: Events[E]) => void

/** What a sign-in window shows. */
export interface SignInWindowRequest {
  readonly url: string
  /** Whether an address is the one that ends the sign-in. It is never loaded. */
  readonly isWayBack: (address: string) => boolean
}

/** How it ended. `too-soon`: Eloqua answered 429. */
export type SignInWindowEnd =
  | { readonly kind: 'way-back'; readonly address: string }
  | { readonly kind: 'too-soon' }
  | { readonly kind: 'closed' }

/** A window of its own for the pages of Eloqua and of an identity provider. */
export interface SignInWindow {
  /** Never rejects. */
  readonly ended: Promise<SignInWindowEnd>
  close(): void
}

/** Where the pages of a sign-in are shown. */
export interface SignInDesktop {
  /** Opens Eloqua's sign-in page, or that of a server of this machine, in the system's browser. */
  openPage(url: string): Promise<void>
  openWindow(request: SignInWindowRequest): SignInWindow
}
