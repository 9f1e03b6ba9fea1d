/** What is tried to see whether an installation works, in the order in which it is tried. */
export const INSTALLATION_CHECKS = [
  'data-folder',
  'sqlite',
  'keychain',
  'workers',
  'shared-memory',
  'duckdb',
  'window',
  'once-only-post',
  'app-scheme',
  'chromium-read',
  'helper-process',
  'notifications',
] as const

export type InstallationCheck = (typeof INSTALLATION_CHECKS)[number]

export interface InstallationFinding {
  readonly check: InstallationCheck
  /** `not-here`: only Electron can show it, and this is the stand-in. Never counted as passed. */
  readonly outcome: 'ok' | 'failed' | 'not-here'
  /** For support: what was found, or the error's message without secrets. */
  readonly detail?: string
  readonly ms: number
}

/** What the window found out about itself. */
export interface WindowProbe {
  readonly token: string
  /** The content security policy kept text from being run as code. */
  readonly blocksCode: boolean
  readonly hasNode: boolean
  readonly origin: string
}
