/**
 * Compiles the kernels from AssemblyScript and writes them where they are imported. The results are committed, so
 * that neither the build nor a test needs the compiler; tests rebuild them and compare.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const OPTIONS = ['--runtime', 'stub', '--enable', 'simd', '--use', 'abort=', '-O3', '--converge', '--noAssert']

export interface WasmKernel {
  readonly source: string
  /** The generated module that holds it. */
  readonly module: string
  readonly options?: readonly string[]
}

/** Works in memory that two threads can share: one cuts a file into cells, the other counts them. */
export const CSV_KERNEL: WasmKernel = {
  source: 'electron/csv/kernel/assembly/kernel.ts',
  module: resolve(root, 'electron/csv/kernel/kernel.generated.ts'),
  options: ['--importMemory', '--sharedMemory', '--enable', 'threads', '--maximumMemory', '65536'],
}

/** Works in memory that it is given: a body is received there. */
export const JSON_KERNEL: WasmKernel = {
  source: 'simulator/uploads/assembly/json-kernel.ts',
  module: resolve(root, 'simulator/uploads/json-kernel.generated.ts'),
  options: ['--importMemory'],
}

/** The text of the generated module for the sources as they are. */
export function buildKernelModule({ source, options = [] }: WasmKernel): string {
  const folder = mkdtempSync(join(tmpdir(), 'bulkdesk-wasm-'))
  try {
    const out = join(folder, 'kernel.wasm')
    const compiler = createRequire(import.meta.url).resolve('assemblyscript/bin/asc.js')
    execFileSync(process.execPath, [compiler, source, ...OPTIONS, ...options, '-o', out], {
      cwd: root,
      stdio: 'inherit',
    })
    const base64 = readFileSync(out).toString('base64')
    const lines = base64.match(/.{1,110}/g) ?? []
    return `// Made by scripts/build-wasm.ts from ${dirname(source)}. Do not edit.\nexport const KERNEL_WASM =\n${lines
      .map((line) => `  '${line}'`)
      .join(' +\n')}\n`
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

if (import.meta.main) {
  for (const kernel of [CSV_KERNEL, JSON_KERNEL]) writeFileSync(kernel.module, buildKernelModule(kernel))
}
