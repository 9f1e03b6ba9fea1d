import type { RunApi } from '../../shared/contract/calls/runs.ts'
import { AppError } from '../../shared/contract/errors.ts'
import type { Run, RunPart, RunStorage } from '../../shared/contract/run.ts'
import { runName, runWords } from '../../shared/words/runs.ts'
import type { Clients } from '../eloqua/eloqua-client.ts'
import type { Desktop, Publish } from '../platform/desktop.ts'
import type { Log } from '../platform/logger.ts'
import type { WorkerLink } from '../platform/worker-link.ts'
import type { PatienceOptions } from './fetch/patient-read.ts'
import { choiceFor, type KeptRules, openKeepRules } from './keep-rules.ts'
import type { LiveRun } from './live-run.ts'
import { createRunOpener, type RunOpener } from './open-run.ts'
import { RunShelf } from './run-shelf.ts'
import type { CopyBox } from './store/row-boxes.ts'
import type { RowsMethods } from './store/rows.worker.ts'
import { createRowsLink } from './store/rows-link.ts'
import type { RunViews } from './store/run-views.ts'

export interface RunsOptions {
  readonly clients: Clients
  readonly publish: Publish
  readonly desktop: Pick<Desktop, 'writeClipboard'>
  /** The folder for the rows. */
  readonly folder: string
  readonly views: () => RunViews
  /** Waits out trouble while rows arrive; tests do not wait. */
  readonly sleep?: PatienceOptions['sleep']
  readonly log: Log
}

export interface Runs {
  readonly api: RunApi
  readonly shelf: RunShelf
  /** Throws `page-gone` for a run that is not here. */
  find(runId: string): LiveRun
  /** The rows of a sync of any connection, needed until the run is let go of. */
  openFor: RunOpener['openFor']
  /** The rows and columns that a part names, by their numbers in the run. */
  boxesOf(part: RunPart): Promise<readonly CopyBox[]>
  /** Cells of rows by their numbers, in the order asked for. */
  readNumbers(runId: string, numbers: readonly number[]): Promise<readonly (readonly string[])[]>
  /** The window closes: what is not kept goes. */
  close(): Promise<void>
}

/** The rows of syncs, fetched once and read from our own files. */
export function createRuns(options: RunsOptions): Runs {
  const { publish, folder, views, log } = options
  const rules = openKeepRules(folder, log)
  const rowsLink = createRowsLink(log)
  const rows = () => rowsLink.open()
  const shelf = new RunShelf({
    ...{ folder, rules, log },
    release: async (run) => {
      await views().release(run.runId)
      await rows().call('forget', [run.folder])
    },
    onAdded: (run) => void run.onChange((now) => publish('run-changed', now)),
  })
  void shelf.tidy()

  function find(runId: string): LiveRun {
    const run = shelf.find(runId)
    if (!run) throw new AppError({ code: 'page-gone', message: runWords.gone })
    return run
  }

  const desk: RunsDesk = { ...options, rules, rows, shelf, find, opener: createRunOpener({ ...options, shelf }) }
  return {
    api: { ...openingApi(desk), ...readingApi(desk), ...keepingApi(desk) },
    ...{ shelf, find, openFor: desk.opener.openFor },
    boxesOf: (part) => boxesOf(desk, part),
    readNumbers: async (runId, numbers) => pick(desk, find(runId), numbers),
    async close() {
      await shelf.close()
      await rowsLink.close()
    },
  }
}

interface RunsDesk extends RunsOptions {
  readonly rules: KeptRules
  readonly rows: () => WorkerLink<RowsMethods>
  readonly shelf: RunShelf
  readonly find: (runId: string) => LiveRun
  readonly opener: RunOpener
}

type OpeningApi = Pick<RunApi, 'openRun' | 'openKeptRun' | 'continueRun' | 'closeRun'>
type ReadingApi = Pick<RunApi, 'readRunRows' | 'copyRunCells'>
type KeepingApi = Omit<RunApi, keyof OpeningApi | keyof ReadingApi>

function openingApi({ opener, rules, shelf, find }: RunsDesk): OpeningApi {
  function shown(run: LiveRun): Run {
    run.show(true)
    return run.run()
  }

  return {
    async openRun(asked) {
      const run = await opener.open(asked)
      const { facts, kept } = run.record()
      if (choiceFor(rules.now(), facts.connection.id) === 'all' && !kept) await shelf.keep(run, runName(run.run()))
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
  }
}

function readingApi(desk: RunsDesk): ReadingApi {
  const { find, rows, views, desktop } = desk
  return {
    async readRunRows({ runId, viewId, from, count }) {
      const run = find(runId)
      if (viewId !== undefined) {
        const numbers = await views().numbersOf({ runId, viewId }, from, count)
        return { rows: await pick(desk, run, numbers), numbers }
      }
      const read = await rows().call('read', [run.place(), run.segments(), from, count])
      return { rows: read, numbers: read.map((_, at) => from + at) }
    },
    async copyRunCells({ format, withHeader, ...part }) {
      const run = find(part.runId)
      const boxes = await boxesOf(desk, part)
      const job = { segments: run.segments(), boxes, names: run.record().columns, format, withHeader }
      const { text, ...copied } = await rows().call('copy', [run.place(), job])
      await desktop.writeClipboard(text)
      return copied
    },
  }
}

function keepingApi({ rules, shelf, find, folder }: RunsDesk): KeepingApi {
  function storage(): RunStorage {
    const all = shelf.all().map((run) => run.run())
    return { folder, bytes: all.reduce((sum, run) => sum + run.bytes, 0), runs: all.length, ...rules.now() }
  }

  return {
    async keepRun({ runId, name }) {
      const run = find(runId)
      const { facts, kept } = run.record()
      if (choiceFor(rules.now(), facts.connection.id) === 'nothing')
        throw new AppError({ code: 'not-allowed-now', message: runWords.keepsNothing })
      await shelf.keep(run, name ?? kept?.name ?? runName(run.run()))
      return run.run()
    },
    async listKeptRuns() {
      const all = shelf.all().map((run) => run.run())
      return all.filter(({ kept }) => kept !== undefined)
    },
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
}

async function pick({ rows }: RunsDesk, run: LiveRun, numbers: readonly number[]) {
  return rows().call('pick', [run.place(), run.segments(), numbers])
}

async function boxesOf({ find, views }: RunsDesk, part: RunPart): Promise<readonly CopyBox[]> {
  const { runId, viewId, boxes, columns } = part
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
