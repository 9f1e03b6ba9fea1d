import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface AxeViolation {
  readonly id: string
  readonly nodes: readonly { readonly html: string }[]
}

/**
 * What axe-core finds wrong on the page as it is: one line for each rule that is broken. Evaluated over DevTools, which
 * the page's Content-Security-Policy does not concern.
 */
async function findViolations(page: Page): Promise<readonly string[]> {
  await page.evaluate(SOURCE)
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<{ violations: readonly AxeViolation[] }> } }
    return (await axe.run()).violations
  })
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
}

/** The same in light and in dark; what is found says in which. */
export async function findViolationsInBothSchemes(page: Page): Promise<readonly string[]> {
  const found: string[] = []
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.waitForTimeout(200)
    found.push(...(await findViolations(page)).map((violation) => `${colorScheme}: ${violation}`))
  }
  return found
}
