import { rmSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { isAppError } from '../../../shared/contract/errors.ts'
import { createTestClient } from '../../eloqua/http/testing/test-client.ts'
import { createRunDesk } from './run-desk.ts'

/** How a run ended, and what can be read of it: the first cell of each row. */
export interface PlayedRun {
  readonly end: 'complete' | 'incomplete' | 'refused'
  readonly rows: readonly string[]
}

/**
 * Opens a sync as the window does, from a server that may say anything; `killAfter` ends Bulkdesk after so many changes, and
 * another one goes on with what lies on disk.
 */
export async function playRun(origin: string, syncId: number, killAfter: number | undefined): Promise<PlayedRun> {
  const open = (folder?: string) => createRunDesk(createTestClient(origin), folder, { sleep: () => delay(0) })
  const first = open()
  const desks = [first]
  try {
    if (killAfter === undefined) return await fetchAll(first, syncId)
    await fetchSome(first, syncId, killAfter)
    const second = open(first.folder)
    desks.push(second)
    return await fetchAll(second, syncId)
  } catch (error) {
    if (isAppError(error) && error.code !== 'unknown') return { end: 'refused', rows: [] }
    throw error
  } finally {
    for (const desk of desks) await desk.close()
    rmSync(first.folder, { recursive: true, force: true })
  }
}

type Desk = ReturnType<typeof createRunDesk>

async function fetchAll(desk: Desk, syncId: number): Promise<PlayedRun> {
  const { runId } = await desk.api.openRun({ syncId, what: 'data' })
  const { state, rows } = await desk.ended(runId)
  if (state.kind !== 'complete' && state.kind !== 'incomplete') throw new Error(`It ended as ${state.kind}`)
  const read = await desk.rowsOf({ runId })
  if (read.length !== rows) throw new Error(`It says ${rows} rows and holds ${read.length}`)
  return { end: state.kind, rows: read.map(([id = '']) => id) }
}

/** Stops without tidying up, as far as a process can that goes on: the folder stays. */
async function fetchSome(desk: Desk, syncId: number, changes: number): Promise<void> {
  const opened = await desk.api.openRun({ syncId, what: 'data' }).catch(() => undefined)
  const run = opened && desk.shelf.find(opened.runId)
  if (!run) return
  let left = changes
  const off = run.onChange(() => {
    left -= 1
    if (left === 0) void run.stop()
  })
  await run.whenEnded()
  off()
}
