import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Run } from '../../../shared/contract/run.ts'
import type { EloquaClient } from '../../eloqua/eloqua-client.ts'
import { SILENT_LOG } from '../../testing/memory-log.ts'
import { createRuns, type Runs, type RunsOptions } from '../run-api.ts'
import { NO_VIEWS, type RunViews } from '../store/run-views.ts'

/** The runs of one client in a folder of the test, and what the window was told. */
export interface RunDesk extends Runs {
  readonly folder: string
  readonly told: readonly Run[]
  readonly copied: readonly string[]
  /** Resolves when nothing arrives any more. */
  ended(runId: string): Promise<Run>
  /** All rows, as the window reads them. */
  rowsOf(run: Pick<Run, 'runId'>): Promise<readonly (readonly string[])[]>
}

export function createRunDesk(
  client: EloquaClient,
  folder = mkdtempSync(join(tmpdir(), 'runs-')),
  { views = NO_VIEWS, sleep }: { readonly views?: RunViews; readonly sleep?: RunsOptions['sleep'] } = {},
): RunDesk {
  const told: Run[] = []
  const copied: string[] = []
  const runs = createRuns({
    clients: { active: () => client, forConnection: async () => client },
    publish: (event, payload) => {
      if (event === 'run-changed') told.push(payload as Run)
    },
    desktop: { writeClipboard: async (text) => void copied.push(text) },
    folder,
    views: () => views,
    ...(sleep ? { sleep } : {}),
    log: SILENT_LOG,
  })
  return {
    ...runs,
    folder,
    told,
    copied,
    async ended(runId) {
      const run = runs.shelf.find(runId)
      if (!run) throw new Error('There is no such run')
      return run.whenEnded()
    },
    async rowsOf({ runId }) {
      const all: (readonly string[])[] = []
      for (;;) {
        const { rows } = await runs.api.readRunRows({ runId, from: all.length, count: 200 })
        if (rows.length === 0) return all
        all.push(...rows)
      }
    },
  }
}
