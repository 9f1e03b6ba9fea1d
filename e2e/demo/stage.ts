import type { Page } from 'playwright-core'
import type { App } from '../app.ts'
import type { DemoFiles } from './demo-files.ts'

/** What every step plays on: the app's window, the practice instance behind it, and the files made for the demo. */
export interface Stage {
  readonly app: App
  readonly page: Page
  readonly files: DemoFiles
  /** Where screenshots, the report and saved files go. */
  readonly outDir: string
  /** Asks the practice instance itself, past the app: what it says is what the screen must show. */
  readonly ask: <T>(path: string) => Promise<T>
  /** Saves a screenshot of the window under this name. */
  readonly shoot: (name: string) => Promise<void>
  /** What earlier steps leave for later ones. */
  readonly notes: Map<string, string>
}

/** Figures that were read off the screen and held against the practice instance. */
export type Figures = Readonly<Record<string, string | number | boolean>>

export interface DemoStep {
  readonly name: string
  /** Rejects when something on screen is not what it must be. */
  readonly play: (stage: Stage) => Promise<Figures>
}

/** Rejects unless the two are equal, naming both. */
export function mustBe(what: string, onScreen: unknown, expected: unknown): void {
  if (onScreen === expected) return
  throw new Error(`${what}: the screen shows ${JSON.stringify(onScreen)}, it must be ${JSON.stringify(expected)}`)
}

/** `1,204` -> 1204. */
export function readCount(text: string): number {
  const digits = /\d[\d,]*/.exec(text)?.[0]
  if (digits === undefined) throw new Error(`no number in ${JSON.stringify(text)}`)
  return Number(digits.replaceAll(',', ''))
}

/** The value under a large figure's label. */
export async function readFigure(page: Page, label: string): Promise<number> {
  const term = page.locator('dt', { hasText: new RegExp(`^${label}$`) })
  return readCount(await term.locator('xpath=following-sibling::dd[1]').innerText())
}
