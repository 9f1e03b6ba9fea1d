import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findElectron } from './choose-runtime.ts'
import { writeElectronStandIn } from './electron-stand-in.ts'
import { root } from './run-step.ts'

export interface PackageOptions {
  readonly args: readonly string[]
  /** Quiet unless it fails. */
  readonly stdio?: 'inherit' | 'pipe'
}

/**
 * Runs electron-builder on what was built. With `--dir` and without Electron's files, files of the same names stand in for
 * them: the result then shows everything about the package but cannot start. Returns electron-builder's exit code.
 */
export function packageApp({ args, stdio = 'inherit' }: PackageOptions): number {
  if (findElectron() || !args.includes('--dir')) return runBuilder(args, stdio)
  const folder = mkdtempSync(join(tmpdir(), 'bulkdesk-electron-'))
  try {
    writeElectronStandIn(folder)
    return runBuilder([...args, `-c.electronDist=${folder}`], stdio)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function runBuilder(args: readonly string[], stdio: 'inherit' | 'pipe'): number {
  const builder = join(root, 'node_modules', 'electron-builder', 'cli.js')
  const command = [builder, '--publish', 'never', ...homepage(), ...args]
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: root, stdio, encoding: 'utf8' })
  if (status !== 0 && stdio === 'pipe') console.error(`${stdout}\n${stderr}`)
  return status ?? 1
}

/** A deb names the project's page. It is where the code was cloned from, unless BULKDESK_HOMEPAGE says otherwise. */
function homepage(): readonly string[] {
  const { stdout } = spawnSync('git', ['config', '--get', 'remote.origin.url'], { cwd: root, encoding: 'utf8' })
  const page = process.env.BULKDESK_HOMEPAGE ?? stdout?.trim().replace(/\.git$/, '')
  return page?.startsWith('https://') ? [`-c.extraMetadata.homepage=${page}`] : []
}
