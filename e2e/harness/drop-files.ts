import type { Page } from 'playwright-core'

/**
 * A real drop, as the system's file manager makes it: over the DevTools protocol, on both runtimes. Lands in the middle
 * of `selector`, or of the window.
 */
export async function dropFiles(page: Page, paths: readonly string[], selector = 'body'): Promise<void> {
  const box = await page.locator(selector).first().boundingBox()
  if (!box) throw new Error(`There is no "${selector}" on screen to drop on.`)
  const place = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  const data = { items: [], files: [...paths], dragOperationsMask: 1 }
  const cdp = await page.context().newCDPSession(page)
  try {
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await cdp.send('Input.dispatchDragEvent', { type, ...place, data })
    }
  } finally {
    await cdp.detach()
  }
}
