import type { KnipConfig } from 'knip'

export default {
  entry: [
    'electron/main.ts',
    'electron/preload.ts',
    '{electron,simulator}/**/*.{worker,helper}.ts',
    'scripts/{start,dev,demo,gallery,e2e,unit,check,test,package,oracle,check-sizes,property-seed,self-test}.ts',
    'e2e/playwright.config.ts',
    'e2e/**/*.{spec,teardown}.ts',
    '**/*.test.{ts,tsx}',
    // Run as processes of their own, by path.
    'bench/servers/*.ts',
    'e2e/journey/report-guard.ts',
    'e2e/runtime/{launch,utility-child}.ts',
    'electron/cli/testing/cli-process.ts',
    'electron/connections/testing/keychain-probe.ts',
    'electron/testing/write-forever.ts',
    'scripts/electron-for-tests.mjs',
  ],
  project: ['**/*.{ts,tsx,mjs}', '!**/assembly/**'],
  // Run by path: dependency-cruiser and the parser behind it, the compiler behind build-wasm, and axe, whose file is read and not imported.
  ignoreDependencies: ['@swc/core', 'dependency-cruiser', 'electron-builder', 'assemblyscript', 'axe-core'],
  // Programs of the machine, not of a package.
  ignoreBinaries: ['dbus-send', 'mkfifo', 'mount', 'umount', 'unshare'],
} satisfies KnipConfig
