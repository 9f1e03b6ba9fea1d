import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { beginRun } from '../e2e/journey/run.ts'
import { buildIfStale } from './build.ts'
import { root } from './run-step.ts'
import { withSession } from './with-session.ts'

/**
 * `npm run gallery [-- --out DIR] [--before DIR]`: every screen and state in both themes and three sizes on one page, with
 * what axe finds and which words are cut. Exit status 0 only if every scene came and axe found nothing.
 */
const { values } = parseArgs({
  options: { out: { type: 'string', default: join(root, 'gallery-output') }, before: { type: 'string' } },
})
const outDir = resolve(values.out)
const before = values.before === undefined ? undefined : resolve(values.before)
if (before === outDir) throw new Error('The gallery before must lie in another folder.')
if (before && !existsSync(join(before, 'report.json'))) throw new Error(`There is no gallery in ${before}.`)
buildIfStale()
beginRun()
// Its user's password is made by beginRun.
const { makeGallery } = await import('../e2e/scenes/make-gallery.ts')

await withSession({ display: 'if-missing', keyring: 'own' }, async (env) => {
  const scenes = await makeGallery({ outDir, env, ...(before ? { before } : {}) })
  for (const { scene, error, violations, clipped } of scenes) {
    const notes = [...(error ? [error] : []), ...violations, ...clipped.map((text) => `clipped at ${text}`)]
    console.log(`${error || violations.length > 0 ? 'FAIL' : 'ok  '} ${scene}`)
    for (const note of notes) console.log(`     ${note}`)
  }
  console.log(`${scenes.length} scenes; see ${join(outDir, 'index.html')}`)
  return scenes.every(({ error, violations }) => !error && violations.length === 0) ? 0 : 1
})
