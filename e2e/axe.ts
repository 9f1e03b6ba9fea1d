import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface AxeViolation {
  readonly id: string
  readonly nodes: readonly { readonly html: string }[]
}

interface AxeOptions {
  readonly resultTypes: readonly string[]
  readonly runOnly?: { readonly type: 'rule'; readonly values: readonly string[] }
}

interface AxeWindow {
  readonly axe?: { run(options: AxeOptions): Promise<{ violations: readonly AxeViolation[] }> }
}

/** The rules that judge colours: what a color scheme changes. */
const COLOR_RULES = ['color-contrast', 'link-in-text-block']

/**
 * What axe-core finds wrong on the page as it is: one line for each element, as `rule: element`. Evaluated over DevTools,
 * which the page's Content-Security-Policy does not concern.
 */
export async function findViolations(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  const options: AxeOptions = {
    resultTypes: ['violations'],
    ...(rules && { runOnly: { type: 'rule', values: rules } }),
  }
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(SOURCE)
  await settled(page)
  const violations = await page.evaluate(
    async (given) => (await (window as AxeWindow).axe?.run(given))?.violations,
    options,
  )
  if (!violations) throw new Error('axe-core did not run')
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`))
}

/** The same in light and, as far as colors go, in dark; what is found says in which. */
export async function findViolationsInBothSchemes(page: Page): Promise<readonly string[]> {
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  const dark = await findViolations(page, COLOR_RULES)
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  const light = await findViolations(page)
  return [...dark.map((found) => `dark: ${found}`), ...light.map((found) => `light: ${found}`)]
}

/** Colors and veils take a moment to change, and are judged by what they are then. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'))
}
