import type { AppInfo } from './app-info.ts'
import type { Appearance, WindowSettings } from './window-settings.ts'

/** A report as the user sees it before it is saved. `reportId` stands for exactly this text. */
export interface SupportReport {
  readonly reportId: string
  readonly text: string
}

/** What a report says. Closed words, numbers and code positions only: nothing that could name a person, a company, a file or a definition. */
export interface ReportFacts {
  /** ISO time. */
  readonly madeAt: string
  readonly app: Pick<AppInfo, 'version' | 'platform' | 'runtime' | 'runtimeVersion' | 'packaged'> & {
    /** A development build signs in at a server of its own. */
    readonly hasOwnLoginUrl: boolean
  }
  readonly machine: {
    readonly node: string
    readonly architecture: string
    readonly systemRelease: string
    readonly memoryBytes: number
    readonly locale: string
  }
  readonly settings: {
    readonly appearance: Appearance
    readonly sideBar: WindowSettings['sideBar']
    readonly arrangedResults: number
  }
  /** How many of each kind or state; states without any are left out. */
  readonly counts: {
    readonly connections: Readonly<Record<string, number>>
    readonly uploads: Readonly<Record<string, number>>
    readonly transfers: Readonly<Record<string, number>>
  }
  /** The newest entries of the log, the oldest first. */
  readonly log: readonly ReportedEntry[]
}

export interface ReportedEntry {
  /** ISO time. */
  readonly at: string
  readonly level: 'info' | 'warn' | 'error'
  readonly message: string
  /** Facts from closed sets, such as an error code or an HTTP status. */
  readonly facts: Readonly<Record<string, string | number>>
  /** The error and its causes, outermost first. */
  readonly errors: readonly ReportedError[]
}

export interface ReportedError {
  readonly name: string
  readonly code?: string
  /** Function, file of code, line and column. */
  readonly frames: readonly string[]
}
