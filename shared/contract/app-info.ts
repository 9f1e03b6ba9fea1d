import type { helpPage } from './schemas/help-page.ts'
import type { Shape } from './schemas/shape.ts'

export interface AppInfo {
  readonly version: string
  readonly platform: 'darwin' | 'win32' | 'linux'
  readonly runtime: 'electron' | 'chromium'
  readonly runtimeVersion: string
  readonly packaged: boolean
  /** Set when a development build was pointed elsewhere by --login-url. */
  readonly loginUrl?: string
  readonly dataFolder: string
}

/** A page of Oracle's own documentation, by the name the window knows it by. */
export type HelpPage = Shape<typeof helpPage>
