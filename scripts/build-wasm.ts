/**
 * Compiles the CSV kernel from AssemblyScript and writes it where the app imports it. The result is committed, so
 * that neither the build nor a test needs the compiler; a test rebuilds it and compares.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const SOURCE = 'electron/csv/assembly/kernel.ts'
export const KERNEL_MODULE = resolve(root, 'electron/csv/kernel.generated.ts')
const OPTIONS = ['--runtime', 'stub', '--enable', 'simd', '--use', 'abort=', '-O3', '--converge', '--noAssert']

/** The text of the generated module for the sources as they are. */
export function buildKernelModule(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bulkdesk-wasm-'))
  try {
    const out = join(folder, 'kernel.wasm')
    const compiler = createRequire(import.meta.url).resolve('assemblyscript/bin/asc.js')
    execFileSync(process.execPath, [compiler, SOURCE, ...OPTIONS, '-o', out], { cwd: root, stdio: 'inherit' })
    const base64 = readFileSync(out).toString('base64')
    const lines = base64.match(/.{1,110}/g) ?? []
    return `// Made by scripts/build-wasm.ts from electron/csv/assembly. Do not edit.\nexport const KERNEL_WASM =\n${lines
      .map((line) => `  '${line}'`)
      .join(' +\n')}\n`
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

if (import.meta.main) writeFileSync(KERNEL_MODULE, buildKernelModule())
