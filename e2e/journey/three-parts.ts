import { expect } from 'playwright/test'
import type { Locator } from 'playwright-core'

/** What the screen must say of a failure: what happened, what it means for the data, what to do. */
export type ThreeParts = readonly [happened: string, means: string, todo: string]

const RAW_CODE = /\b(?:HTTP|status|code)?\s*[45]\d\d\b|ELQ-\d/i

/** The place says all three parts, in words a marketer understands: no status number, no code. */
export async function expectThreeParts(place: Locator, parts: ThreeParts): Promise<void> {
  for (const part of parts) await expect(place).toContainText(part, { timeout: 20_000 })
  const shown = (await place.innerText()).replace(/\b\d{5,}\b/g, '')
  expect(shown).not.toMatch(RAW_CODE)
}
