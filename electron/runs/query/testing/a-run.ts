import type { Run } from '../../../../shared/contract/run.ts'

/** A complete run, with what a test says of it. */
export function aRun(facts: Partial<Run>): Run {
  return {
    syncId: 1,
    what: 'data',
    runId: 'run',
    connection: { id: 'connection', label: 'Acme', company: 'Acme', user: 'jane', environment: 'sandbox' },
    fetchedAt: '2026-11-28T20:00:00.000Z',
    columns: [],
    generation: 1,
    rows: 0,
    bytes: 0,
    state: { kind: 'complete' },
    extraColumns: [],
    ...facts,
  }
}
