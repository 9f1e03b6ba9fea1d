import type { RunApi } from '../../shared/contract/calls/runs.ts'
import { AppError } from '../../shared/contract/errors.ts'
import type { Run, RunPart, RunStorage } from '../../shared/contract/run.ts'
import { runName, runWords } from '../../shared/words/runs.ts'
import type { Clients } from '../eloqua/eloqua-client.ts'
import type { Desktop, Publish } from '../platform/desktop.ts'
import type { Log } from '../platform/logger.ts'
import { choiceFor, openKeepRules } from './keep-rules.ts'
import type { LiveRun } from './live-run.ts'
import { createRunOpener } from './open-run.ts'
import { openRunShelf, type RunShelf } from './run-shelf.ts'
import type { CopyBox } from './store/row-boxes.ts'
import { createRowsLink } from './store/rows-link.ts'
import type { RunViews } from './store/run-views.ts'

export interface RunsOptions {
  readonly clients: Clients
  readonly publish: Publish
  readonly desktop: Pick<Desktop, 'writeClipboard'>
  /** The folder for the rows. */
  readonly folder: string
  readonly views: () => RunViews
  readonly log: Log
}

export interface Runs {
  readonly api: RunApi
  readonly shelf: RunShelf
  /** Throws `page-gone` for a run that is not here. */
  find(runId: string): LiveRun
  /** The rows and columns that a part names, by their numbers in the run. */
  boxesOf(part: RunPart): Promise<readonly CopyBox[]>
  /** Cells of rows by their numbers, in the order asked for. */
  readNumbers(runId: string, numbers: readonly number[]): Promise<readonly (readonly string[])[]>
  /** The window closes: what is not kept goes. */
  close(): Promise<void>
}

/** The rows of syncs, fetched once and read from our own files. */
export function createRuns({ clients, publish, desktop, folder, views, log }: RunsOptions): Runs {
  const rules = openKeepRules(folder)
  const rows = createRowsLink(log)
  const shelf = openRunShelf({
    ...{ folder, rules, log },
    release: async (run) => {
      await views().release(run.runId)
      await rows().call('forget', [run.folder])
    },
    onAdded: (run) => void run.onChange((now) => publish('run-changed', now)),
  })
  const opener = createRunOpener({ clients, shelf, log })
  void shelf.tidy()

  function find(runId: string): LiveRun {
    const run = shelf.find(runId)
    if (!run) throw new AppError({ code: 'page-gone', message: runWords.gone })
    return run
  }

  function shown(run: LiveRun): Run {
    run.show(true)
    return run.run()
  }

  /** The places of the boxes as numbers of rows in the run. */
  async function boxesOf({ runId, viewId, boxes, columns }: RunPart): Promise<readonly CopyBox[]> {
    const run = find(runId)
    const all = columns ?? run.record().columns.map((_, at) => at)
    const order = viewId === undefined ? undefined : await views().rowsOf({ runId, viewId })
    const size = order?.length ?? run.run().rows
    const asked = boxes ?? [{ firstRow: 0, lastRow: size - 1, columns: all }]
    return asked.map((box) => {
      const [from, to] = [box.firstRow, Math.min(box.lastRow + 1, size)]
      return { columns: box.columns, rows: order ? order.slice(from, to) : { from, to: Math.max(from, to) } }
    })
  }

  const storage = (): RunStorage => {
    const all = shelf.all().map((run) => run.run())
    return { folder, bytes: all.reduce((sum, run) => sum + run.bytes, 0), runs: all.length, ...rules.now() }
  }

  const api: RunApi = {
    async openRun(asked) {
      const run = await opener.open(asked)
      if (choiceFor(rules.now(), run.record().facts.connection.id) === 'all' && !run.record().kept)
        await shelf.keep(run, runName(run.run()))
      return shown(run)
    },
    async openKeptRun({ runId }) {
      const run = find(runId)
      // What is here can be seen without a sign-in; what is missing cannot be fetched then.
      await opener.goOn(run).catch(() => undefined)
      return shown(run)
    },
    async continueRun({ runId }) {
      const run = find(runId)
      await opener.goOn(run)
      return shown(run)
    },
    async closeRun({ runId }) {
      shelf.find(runId)?.show(false)
    },
    async readRunRows({ runId, viewId, from, count }) {
      const run = find(runId)
      if (viewId !== undefined) {
        const numbers = await views().numbersOf({ runId, viewId }, from, count)
        return { rows: await rows().call('pick', [run.place(), run.segments(), numbers]), numbers }
      }
      const read = await rows().call('read', [run.place(), run.segments(), from, count])
      return { rows: read, numbers: read.map((_, at) => from + at) }
    },
    async copyRunCells({ format, withHeader, ...part }) {
      const run = find(part.runId)
      const boxes = await boxesOf(part)
      const job = { segments: run.segments(), boxes, names: run.record().columns, format, withHeader }
      const { text, ...copied } = await rows().call('copy', [run.place(), job])
      await desktop.writeClipboard(text)
      return copied
    },
    async keepRun({ runId, name }) {
      const run = find(runId)
      if (choiceFor(rules.now(), run.record().facts.connection.id) === 'nothing')
        throw new AppError({ code: 'not-allowed-now', message: runWords.keepsNothing })
      await shelf.keep(run, name ?? run.record().kept?.name ?? runName(run.run()))
      return run.run()
    },
    listKeptRuns: async () =>
      shelf
        .all()
        .map((run) => run.run())
        .filter(({ kept }) => kept !== undefined),
    async removeKeptRun({ runId }) {
      await shelf.remove(find(runId))
    },
    getRunStorage: async () => storage(),
    async changeRunStorage(change) {
      rules.change(change)
      await shelf.tidy()
      return storage()
    },
  }
  const readNumbers: Runs['readNumbers'] = async (runId, numbers) => {
    const run = find(runId)
    return rows().call('pick', [run.place(), run.segments(), numbers])
  }
  return { api, shelf, find, boxesOf, readNumbers, close: () => shelf.close() }
}
