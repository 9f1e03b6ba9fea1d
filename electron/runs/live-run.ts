import type { AppErrorData } from '../../shared/contract/errors.ts'
import { AppError } from '../../shared/contract/errors.ts'
import type { Kept, Run, RunEnd, RunState } from '../../shared/contract/run.ts'
import { toKnownError } from '../platform/defects.ts'
import type { Log } from '../platform/logger.ts'
import { createPauseGate } from './fetch/pause-gate.ts'
import { describeRun, type RunRecord, type StoredPage, stateAtRest } from './store/run-record.ts'
import { type RowsPlace, type Segment, segmentsOf } from './store/segments.ts'
import { createRecordWriter } from './store/write-record.ts'

/** What fetching is given to work with, and tells of itself. */
export interface FetchJob {
  readonly record: RunRecord
  readonly place: RowsPlace
  readonly signal: AbortSignal
  /** Awaited before each page. Says whether it rested. */
  readonly betweenPages: () => Promise<boolean>
  readonly onWait: (wait: { readonly error: AppErrorData; readonly seconds: number }) => void
  readonly onRefused: (error: AppErrorData) => void
  readonly onPage: (page: StoredPage, total: number | undefined) => void
  /** Rows start over, or go on behind the pages that are good. */
  readonly onStart: (start: Pick<RunRecord, 'columns' | 'extraColumns' | 'generation' | 'pages'>) => void
}

/** Fetches what is missing; resolves with how that ended. */
export type FetchRun = (job: FetchJob) => Promise<'complete' | RunEnd>

/** A run that is here: its rows can be read, and those that are missing arrive. */
export interface LiveRun {
  readonly runId: string
  readonly folder: string
  run(): Run
  record(): RunRecord
  place(): RowsPlace
  segments(): readonly Segment[]
  /** Told of every change, at most four times a second while rows arrive. */
  onChange(listener: (run: Run) => void): () => void
  /** Fetches what is missing, unless that is going on or nothing is missing. */
  fetch(fetch: FetchRun): void
  /** Whether the window shows it. Rows that nobody needs rest. */
  show(isShown: boolean): void
  /** Somebody needs all rows, until what this gives is called. */
  need(): () => void
  /** Whether the window shows it or somebody needs its rows. */
  isNeeded(): boolean
  /** Resolves when nothing is being fetched any more. */
  whenEnded(): Promise<Run>
  /** Rejects with a `disk-…` code. */
  keep(kept: Kept | undefined): Promise<void>
  /** Ends the fetching. What is there can be gone on with. */
  stop(): Promise<void>
}

const TELL_MS = 250
const NOTE_MS = 1_000

export function createLiveRun(folder: string, given: RunRecord, log: Log): LiveRun {
  const listeners = new Set<(run: Run) => void>()
  const writer = createRecordWriter(folder, log)
  const gate = createPauseGate()
  const needs = new Set<symbol>()
  let record = given
  let state: RunState = stateAtRest(given)
  let isShown = false
  let task: { readonly ended: Promise<void>; readonly cancel: AbortController } | undefined
  let timer: NodeJS.Timeout | undefined
  let notedAt = 0

  const run = (): Run => describeRun(record, state)

  function tell(): void {
    clearTimeout(timer)
    timer = undefined
    const now = run()
    for (const listener of listeners) listener(now)
  }

  function change(next: Partial<RunRecord>, nextState: RunState, isUrgent: boolean): void {
    record = { ...record, ...next }
    state = nextState
    if (isUrgent) tell()
    else timer ??= setTimeout(tell, TELL_MS)
    if (!isUrgent && Date.now() - notedAt < NOTE_MS) return
    notedAt = Date.now()
    writer.note(record)
  }

  function weigh(): void {
    const mayRest = !isShown && needs.size === 0 && !record.kept
    if (mayRest) gate.close()
    else gate.open()
    if (!mayRest && state.kind === 'resting') change({}, { kind: 'arriving' }, true)
  }

  function jobOf(signal: AbortSignal): FetchJob {
    return {
      record,
      place: place(),
      signal,
      betweenPages: () => gate.pass(signal, () => change({}, { kind: 'resting' }, true)),
      onWait: (wait) => change({}, { kind: 'waiting', ...wait }, true),
      onRefused: (error) => change({}, { kind: 'waiting', error }, true),
      onPage: (page, total) =>
        change(
          { pages: [...record.pages, page], ...(total === undefined ? {} : { total }) },
          { kind: 'arriving' },
          record.pages.length === 0,
        ),
      onStart: (start) => change(start, { kind: 'arriving' }, true),
    }
  }

  async function work(fetch: FetchRun, { signal }: AbortController): Promise<void> {
    const end = await fetch(jobOf(signal)).catch((error: unknown): RunEnd => {
      if (signal.aborted) return { kind: 'interrupted' }
      return { kind: 'failed', error: toKnownError(error, log, 'fetching rows').toData() }
    })
    record = { ...record, state: end }
    await writer.write(record).catch((error: unknown) => {
      const known = toKnownError(error, log, 'noting a run').toData()
      record = { ...record, state: { kind: 'failed', error: known } }
    })
  }

  function place(): RowsPlace {
    return { folder, generation: record.generation }
  }

  return {
    runId: given.facts.runId,
    folder,
    run,
    record: () => record,
    place,
    segments: () => segmentsOf(place(), record.pages),
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    fetch(fetch) {
      if (task || record.state === 'complete') return
      const cancel = new AbortController()
      weigh()
      change({ state: 'arriving' }, { kind: 'arriving' }, true)
      const ended = work(fetch, cancel).then(() => {
        task = undefined
        state = stateAtRest(record)
        tell()
      })
      task = { ended, cancel }
    },
    show(next) {
      isShown = next
      weigh()
    },
    need() {
      const need = Symbol('need')
      needs.add(need)
      weigh()
      return () => {
        needs.delete(need)
        weigh()
      }
    },
    isNeeded: () => isShown || needs.size > 0,
    async whenEnded() {
      await task?.ended
      return run()
    },
    async keep(kept) {
      const { kept: _before, ...rest } = record
      record = kept ? { ...rest, kept } : rest
      await writer.write(record)
      weigh()
      tell()
    },
    async stop() {
      task?.cancel.abort(new AppError({ code: 'cancelled', message: 'Canceled.' }))
      await task?.ended
      clearTimeout(timer)
    },
  }
}
