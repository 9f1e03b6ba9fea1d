import { defineConfig } from 'playwright/test'
import { beginRun } from './journey/run.ts'

beginRun()

/** Journeys that take long begin first, so that none of them runs on alone at the end. */
const LONG = /(accessibility|status-words|shell|results|syncs|upload[a-z-]*)\.spec\.ts$/

/**
 * Two files at a time: each journey has its own app in a real window, and waits much of its time. No browser is fetched;
 * launchApp brings the runtime.
 */
export default defineConfig({
  testDir: '.',
  outputDir: '../test-results/e2e',
  workers: 2,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  timeout: 120_000,
  expect: { timeout: 10_000 },
  projects: [
    { name: 'long journeys', testMatch: LONG, teardown: 'what is left' },
    { name: 'journeys', testMatch: '*.spec.ts', testIgnore: LONG, teardown: 'what is left' },
    // After all journeys, whatever came of them: what they left behind is looked through.
    { name: 'what is left', testMatch: '*.teardown.ts' },
  ],
  reporter: [['list'], ['json', { outputFile: '../test-results/e2e.json' }], ['./journey/report-guard.ts']],
})
