import { globSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import react from '@vitejs/plugin-react'
import type { EnvironmentOptions } from 'vite'
import { defineConfig } from 'vitest/config'

const root = import.meta.dirname

/** Code for Node. Bundled, so that the installer carries two native packages (keytar, DuckDB) and nothing else from node_modules. */
function nodeTarget(name: string, input: Record<string, string>, ending = 'js'): EnvironmentOptions {
  return {
    consumer: 'server',
    resolve: { noExternal: true },
    build: {
      outDir: resolve(root, 'dist', name),
      emptyOutDir: true,
      target: 'node24',
      rolldownOptions: {
        input,
        external: ['electron', 'keytar', /^@duckdb\//, /^node:/],
        output: { format: 'es', entryFileNames: `[name].${ending}`, chunkFileNames: `[name]-[hash].${ending}` },
      },
    },
  }
}

/** Every `*.worker.ts` and `*.helper.ts`, in a folder of their own: a package keeps it outside the archive (electron/platform/worker-file.ts). */
function workerEntries(): Record<string, string> {
  const workers = globSync('{electron,simulator}/**/*.{worker,helper}.ts', { cwd: root, exclude: ['**/testing/**'] })
  return Object.fromEntries(workers.map((file) => [basename(file, '.ts'), resolve(root, file)]))
}

const main = nodeTarget('main', { main: resolve(root, 'electron/main.ts') })
/** `.mjs`, because outside the archive no package.json says that they are modules. */
const workers = nodeTarget('workers', workerEntries(), 'mjs')

const preload: EnvironmentOptions = {
  consumer: 'server',
  // A sandboxed preload cannot load packages: it must be one CommonJS file.
  resolve: { noExternal: true },
  build: {
    outDir: resolve(root, 'dist/preload'),
    emptyOutDir: true,
    target: 'node24',
    rolldownOptions: {
      input: resolve(root, 'electron/preload.ts'),
      external: ['electron'],
      output: { format: 'cjs', entryFileNames: 'preload.cjs', codeSplitting: false },
    },
  },
}

/** Tests that stand in for a package. A mock stays in its worker, so these files share none. */
const MOCKED = ['electron/shell/**/*.test.ts', 'electron/{ipc,requests}.test.ts', 'electron/practice/*.test.ts']

const nodeTests = {
  root,
  // The package itself would fetch Electron when imported.
  alias: { electron: resolve(root, 'e2e/runtime/electron.ts') },
  setupFiles: [resolve(root, 'scripts/property-seed.ts')],
  testTimeout: 30_000,
  hookTimeout: 30_000,
  expect: { poll: { timeout: 20_000 } },
}

export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react()],
  build: {
    outDir: resolve(root, 'dist/renderer'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  environments: { main, workers, preload },
  builder: {},
  test: {
    // One less than the processors, which is what Vitest chooses, leaves half of a machine with two unused.
    maxWorkers: '100%',
    coverage: {
      provider: 'v8',
      include: ['{electron,renderer,shared,simulator}/**/*.{ts,tsx}'],
      exclude: ['**/*.generated.ts', '**/testing/**', '**/assembly/**'],
      reporter: ['text-summary', 'html'],
      reportsDirectory: resolve(root, 'coverage'),
    },
    projects: [
      {
        extends: true,
        test: {
          ...nodeTests,
          name: 'node',
          // Node reads TypeScript by itself: nothing is transformed, and what one file imported the next one has.
          experimental: { viteModuleRunner: false },
          execArgv: ['--import', pathToFileURL(resolve(root, 'scripts/electron-for-tests.mjs')).href],
          // Files share a worker and its packages: most of a file's start is saved.
          isolate: false,
          include: ['{electron,shared,simulator,bench,scripts,e2e}/**/*.test.ts'],
          exclude: MOCKED,
        },
      },
      { extends: true, test: { ...nodeTests, name: 'node with mocks', include: MOCKED } },
      {
        extends: true,
        test: {
          name: 'renderer',
          root,
          environment: 'happy-dom',
          isolate: false,
          include: ['renderer/**/*.test.{ts,tsx}'],
          setupFiles: [resolve(root, 'scripts/property-seed.ts'), resolve(root, 'renderer/testing/setup.ts')],
          testTimeout: 30_000,
          hookTimeout: 30_000,
          expect: { poll: { timeout: 20_000 } },
        },
      },
    ],
  },
})
