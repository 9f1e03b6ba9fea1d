import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './run-step.ts'

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version: string; readonly integrity: string } | undefined>>
}

/**
 * Gets DuckDB's binding for both processors that this system's installers are made for. npm installs the one of the computer it
 * runs on; the other comes from npm as well, and must be the file that package-lock.json names.
 */
export function getDuckdbBindings(platform: NodeJS.Platform): void {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock
  for (const arch of platform === 'linux' ? [process.arch] : ['x64', 'arm64']) {
    const name = `@duckdb/node-bindings-${platform}-${arch}`
    const folder = `node_modules/${name}`
    const locked = lock.packages[folder]
    if (!locked) throw new Error(`package-lock.json does not know ${name}`)
    if (!existsSync(join(root, folder, 'duckdb.node')))
      getBinding(`${name}@${locked.version}`, locked.integrity, join(root, folder))
  }
}

function getBinding(spec: string, integrity: string, folder: string): void {
  const work = mkdtempSync(join(tmpdir(), 'bulkdesk-binding-'))
  try {
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
    const packed = execFileSync(npm, ['pack', spec, '--json', '--pack-destination', work], {
      cwd: work,
      encoding: 'utf8',
      shell: process.platform === 'win32',
    })
    const [{ filename }] = JSON.parse(packed) as [{ readonly filename: string }]
    const bytes = readFileSync(join(work, filename))
    const found = `sha512-${createHash('sha512').update(bytes).digest('base64')}`
    if (found !== integrity) throw new Error(`${spec} is not the file that package-lock.json names`)
    mkdirSync(folder, { recursive: true })
    execFileSync('tar', ['-xzf', filename, '--strip-components=1', '-C', folder], { cwd: work })
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}
