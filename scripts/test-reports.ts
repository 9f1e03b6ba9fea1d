import { existsSync, readFileSync } from 'node:fs'

export interface Tally {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/** Counts of Vitest's JSON report. Without a report nothing ran, which is a failure. */
export function readVitestReport(path: string): Tally {
  const report = readReport(path)
  if (!report) return { passed: 0, failed: 1, skipped: 0 }
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = report
  return {
    passed: numPassedTests ?? 0,
    failed: numFailedTests ?? 0,
    skipped: (numPendingTests ?? 0) + (numTodoTests ?? 0),
  }
}

/** Counts of Playwright's JSON report; a flaky test, which passed when repeated, counts as failed. */
export function readPlaywrightReport(path: string): Tally {
  const stats = readReport(path)?.stats as Record<string, number> | undefined
  if (!stats) return { passed: 0, failed: 1, skipped: 0 }
  return {
    passed: stats.expected ?? 0,
    failed: (stats.unexpected ?? 0) + (stats.flaky ?? 0),
    skipped: stats.skipped ?? 0,
  }
}

function readReport(path: string): Record<string, number> | undefined {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, number>) : undefined
}
