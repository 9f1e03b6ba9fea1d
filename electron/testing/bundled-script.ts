import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { build } from 'vite'

/**
 * One file of a script and all that it imports, for tests that start the script many times: Node then reads one file in
 * place of hundreds. Gone when the test's process ends. Does not fit scripts that start workers.
 */
export async function bundleScript(source: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'bulkdesk-script-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: source,
      outDir: folder,
      target: 'node24',
      minify: false,
      rolldownOptions: { output: { format: 'es' } },
    },
  })
  return join(folder, `${basename(source, '.ts')}.js`)
}
