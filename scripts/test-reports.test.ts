import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readPlaywrightReport, readVitestReport } from './test-reports.ts'

const folder = mkdtempSync(join(tmpdir(), 'bulkdesk-reports-'))
afterAll(() => rmSync(folder, { recursive: true }))

function report(content: object): string {
  const path = join(folder, 'report.json')
  writeFileSync(path, JSON.stringify(content))
  return path
}

describe('readVitestReport', () => {
  it('counts what passed, failed and was left out', () => {
    const path = report({ numPassedTests: 5, numFailedTests: 2, numPendingTests: 1, numTodoTests: 1 })
    expect(readVitestReport(path)).toEqual({ passed: 5, failed: 2, skipped: 2 })
  })

  it('takes a missing report for a failure, as nothing ran', () => {
    expect(readVitestReport(join(folder, 'none.json')).failed).toBe(1)
  })
})

describe('readPlaywrightReport', () => {
  it('counts a test that passed only when repeated as failed', () => {
    const path = report({ stats: { expected: 7, unexpected: 1, flaky: 1, skipped: 0 } })
    expect(readPlaywrightReport(path)).toEqual({ passed: 7, failed: 2, skipped: 0 })
  })

  it('takes a missing report for a failure', () => {
    expect(readPlaywrightReport(join(folder, 'none.json')).failed).toBe(1)
  })
})
