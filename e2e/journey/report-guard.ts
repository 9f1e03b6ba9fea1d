import { resolve } from 'node:path'
import type { FullResult, Reporter } from 'playwright/types/testReporter'
import { runPassword } from './run.ts'
import { createSecretSearch } from './secret-search.ts'

const RESULTS = resolve(import.meta.dirname, '../../test-results')

/** Comes after the reporters that write files, and fails the run when one of those files holds its password. */
// biome-ignore lint/style/noDefaultExport: what Playwright asks of a reporter
export default class ReportGuard implements Reporter {
  async onEnd(): Promise<Pick<FullResult, 'status'> | undefined> {
    const found = createSecretSearch(runPassword()).inFolders([RESULTS])
    if (found.length === 0) return undefined
    console.log(`The password of this run is in its reports:\n${found.join('\n')}`)
    return { status: 'failed' }
  }
}
