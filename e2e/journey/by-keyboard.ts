import type { Locator, Page } from 'playwright-core'

/** As often as a patient user would press. */
const PATIENCE = 40

/** Presses Tab until the element has the focus. */
export async function tabTo(page: Page, element: Locator): Promise<void> {
  for (let presses = 0; presses < PATIENCE; presses += 1) {
    if (await isFocused(element)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not lead to ${element}`)
}

/** Presses the arrow down until the element has the focus. */
export async function arrowTo(page: Page, element: Locator): Promise<void> {
  await element.waitFor()
  for (let presses = 0; presses < PATIENCE; presses += 1) {
    if (await isFocused(element)) return
    await page.keyboard.press('ArrowDown')
  }
  throw new Error(`The arrows do not lead to ${element}`)
}

function isFocused(element: Locator): Promise<boolean> {
  return element.evaluate((one) => one === document.activeElement)
}
