import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { findViolationsInBothSchemes, settled } from '../axe.ts'
import { findClipped } from './clipped.ts'
import type { Chapter, Scene, Stage } from './scene.ts'

export const THEMES = ['light', 'dark'] as const
/** The smallest window, the one most laptops give, and a large screen; CSS pixels. */
export const SIZES = [
  { width: 1024, height: 700 },
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const
const USUAL = SIZES[1]

/** What came of one scene. */
export interface Photographed {
  readonly chapter: string
  readonly scene: string
  /** In file names: in the order of the chapters, so that a folder reads like the page. */
  readonly slug: string
  /** What axe finds, in either theme. */
  readonly violations: readonly string[]
  /** Words of controls and headings that are cut off, with the size at which they are. */
  readonly clipped: readonly string[]
  /** Why the scene, or one before it in its chapter, did not come. */
  readonly error?: string
}

export function pictureName(slug: string, theme: string, { width }: { readonly width: number }): string {
  return `${slug}-${theme}-${width}.png`
}

/** Plays every chapter and photographs every scene. A scene that does not come ends its chapter, not the others. */
export async function photograph(
  chapters: readonly Chapter[],
  stage: Stage,
  outDir: string,
): Promise<readonly Photographed[]> {
  const photographed: Photographed[] = []
  for (const { name, scenes } of chapters) {
    for (const scene of scenes) {
      const slug = slugOf(photographed.length + 1, scene.name)
      const result = await photographScene(scene, stage, { slug, outDir })
      photographed.push({ chapter: name, scene: scene.name, slug, ...result })
      if (result.error) break
    }
  }
  return photographed
}

type Result = Pick<Photographed, 'violations' | 'clipped' | 'error'>

async function photographScene(
  scene: Scene,
  stage: Stage,
  place: { readonly slug: string; readonly outDir: string },
): Promise<Result> {
  try {
    await scene.show(stage)
    const violations = await findViolationsInBothSchemes(stage.page)
    const clipped = await shootAll(stage.page, place)
    await scene.leave?.(stage)
    return { violations, clipped }
  } catch (error) {
    await shootAll(stage.page, place).catch(() => undefined)
    return { violations: [], clipped: [], error: error instanceof Error ? error.message : String(error) }
  }
}

async function shootAll(
  page: Page,
  { slug, outDir }: { readonly slug: string; readonly outDir: string },
): Promise<readonly string[]> {
  const clipped: string[] = []
  for (const size of SIZES) {
    await page.setViewportSize(size)
    for (const theme of THEMES) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
      await settled(page)
      await page.screenshot({ path: join(outDir, pictureName(slug, theme, size)) })
    }
    clipped.push(...(await findClipped(page)).map((text) => `${size.width}: ${text}`))
  }
  await page.setViewportSize(USUAL)
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await settled(page)
  return clipped
}

function slugOf(place: number, name: string): string {
  return `${String(place).padStart(2, '0')}-${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`
}
