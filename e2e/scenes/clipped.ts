import type { Page } from 'playwright-core'

/** What must be read whole: cells of a table may be cut, as columns can be made wider. */
const READ_WHOLE = 'button, h1, h2, h3, label, legend, [role="tab"], [role="menuitem"], [role="alert"], nav *, header *'

/**
 * The words of controls and headings that do not fit where they stand, and whether the page is wider than the window.
 * What only screen readers get has no size and does not count.
 */
export function findClipped(page: Page): Promise<readonly string[]> {
  return page.evaluate((selector) => {
    const found = new Set<string>()
    for (const element of document.querySelectorAll<HTMLElement>(selector)) {
      if (element.clientWidth < 2 || element.closest('[role="grid"], [aria-hidden="true"]')) continue
      const isCut = element.scrollWidth > element.clientWidth + 1
      if (isCut && getComputedStyle(element).overflowX !== 'visible') found.add(element.innerText.slice(0, 80))
    }
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth > clientWidth) found.add(`the page is ${scrollWidth - clientWidth} px wider than the window`)
    return [...found]
  }, READ_WHOLE)
}
