import { basename } from 'node:path'

/**
 * Where a worker's code is. From source: the `.ts` file itself, which Node runs. In a build: `dist/workers`, beside
 * `dist/main`. In a package: the copy outside the archive, as Node's threads may not be able to read inside it.
 */
export function workerFile(source: string, importMetaUrl: string): URL {
  if (importMetaUrl.endsWith('.ts')) return new URL(source, importMetaUrl)
  const built = new URL(`../workers/${basename(source, '.ts')}.mjs`, importMetaUrl)
  return new URL(built.href.replace('/app.asar/', '/app.asar.unpacked/'))
}
