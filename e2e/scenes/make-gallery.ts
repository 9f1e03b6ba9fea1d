import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { launchApp } from '../app.ts'
import { startEloqua } from '../journey/eloqua.ts'
import { CHAPTERS } from './chapters.ts'
import { galleryPage } from './gallery-page.ts'
import { type Photographed, photograph, SIZES } from './photograph.ts'

interface GalleryOptions {
  readonly outDir: string
  /** The folder of an earlier gallery, to compare with. */
  readonly before?: string
  readonly env: NodeJS.ProcessEnv
}

/** Photographs every screen in its states, and writes `index.html` and `report.json` beside the pictures. */
export async function makeGallery({ outDir, before, env }: GalleryOptions): Promise<readonly Photographed[]> {
  rmSync(outDir, { recursive: true, force: true })
  const folder = join(outDir, 'files')
  mkdirSync(folder, { recursive: true })
  const eloqua = await startEloqua()
  const app = await launchApp({ env, loginUrl: eloqua.loginUrl, viewport: SIZES[1] })
  app.page.setDefaultTimeout(20_000)
  try {
    const scenes = await photograph(CHAPTERS, { app, page: app.page, eloqua, folder }, outDir)
    writeFileSync(join(outDir, 'index.html'), galleryPage({ scenes, outDir, ...(before ? { before } : {}) }))
    writeFileSync(join(outDir, 'report.json'), `${JSON.stringify(scenes, null, 2)}\n`)
    return scenes
  } finally {
    await app.close()
    await eloqua.close()
  }
}
