import type { Page } from 'playwright-core'
import type { Simulator } from '../../simulator/simulator.ts'
import type { App } from '../app.ts'

/** What a scene plays on: the app in its real window, a local Eloqua, and a folder for files that are dropped. */
export interface Stage {
  readonly app: App
  readonly page: Page
  readonly eloqua: Simulator
  readonly folder: string
}

/** One screen in one state, as a user comes to it. */
export interface Scene {
  readonly name: string
  /** Brings it on screen, and rejects when it does not come. */
  readonly show: (stage: Stage) => Promise<void>
  /** Closes what lies above the screen. */
  readonly leave?: (stage: Stage) => Promise<void>
}

/** Scenes that follow from each other. */
export interface Chapter {
  readonly name: string
  readonly scenes: readonly Scene[]
}

export const pressEscape = ({ page }: Stage): Promise<void> => page.keyboard.press('Escape')
