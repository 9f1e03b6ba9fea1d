import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished } from 'vitest'
import { createMemoryLog } from './memory-log.ts'

export const SECRET = 'Zx9-canary-Qw7'

/** What fails in a way that no code foresees. The message holds a secret, as messages of libraries may. */
export async function failAsNeverForeseen(): Promise<never> {
  throw new TypeError(`password: ${SECRET}`)
}

export function folderOfTest(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bulkdesk-trace-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A log, emptied before each test, and a look at the traces in it. */
export function keepTraces() {
  const { log, entries } = createMemoryLog()
  beforeEach(() => {
    entries.length = 0
  })
  return {
    log,
    entries,
    /** The log has one entry of that activity, and its stack names the file where the error arose. */
    expectTrace(during: string, file = 'traces.ts'): void {
      const traces = entries.filter(([, facts]) => facts.during === during)
      expect(traces).toMatchObject([['defect', { error: { name: 'TypeError', stack: expect.stringContaining(file) } }]])
      expect(JSON.stringify(entries)).not.toContain(SECRET)
    },
  }
}
