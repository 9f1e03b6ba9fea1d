import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import makeIconFiles from 'icon-gen'
import { root } from './run-step.ts'

const SOURCE = join(root, 'build/icon.svg')
/** The sizes that the launchers and tool bars of Linux ask for. */
const LINUX_SIZES = [16, 24, 32, 48, 64, 128, 256, 512]

/**
 * `npm run icons`: makes every icon an installer needs from build/icon.svg: icon.icns, icon.ico and icons/<size>.png.
 * The results are committed, because electron-builder would download a converter; a test makes them again and compares.
 */
export async function makeIcons(folder: string): Promise<void> {
  const icons = join(folder, 'icons')
  mkdirSync(icons, { recursive: true })
  await makeIconFiles(SOURCE, folder, {
    report: false,
    icns: { name: 'icon', sizes: [16, 32, 64, 128, 256, 512, 1024] },
    ico: { name: 'icon', sizes: [16, 24, 32, 48, 64, 128, 256] },
  })
  await makeIconFiles(SOURCE, icons, {
    report: false,
    favicon: { name: 'png-', pngSizes: LINUX_SIZES, icoSizes: [16] },
  })
  rmSync(join(icons, 'favicon.ico'))
  for (const size of LINUX_SIZES) renameSync(join(icons, `png-${size}.png`), join(icons, `${size}x${size}.png`))
}

if (import.meta.main) await makeIcons(join(root, 'build'))
