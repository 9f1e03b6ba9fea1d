import type { AppErrorData } from '../../shared/contract/errors.ts'
import type { Kept, Run, RunEnd, RunState } from '../../shared/contract/run.ts'
import { toKnownError } from '../platform/defects.ts'
import type { Log } from '../platform/logger.ts'
import { createPauseGate } from './fetch/pause-gate.ts'
import { describeRun, type RunRecord, type StoredPage, stateAtRest } from './store/run-record.ts'
import { type RowsPlace, type Segment, segmentsOf } from './store/segments.ts'
import { createRecordWriter, type RecordWriter } from './store/write-record.ts'

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
  /** The answers confirmed that all rows are here; the log of the sync is read next. */
  readonly onEnd: () => void
  /** The log of the sync counts more rows than the answers gave; undefined where that is not so. */
  readonly onLogged: (exported: number | undefined) => void
  /** Rows start over, or go on behind the pages that are good. */
  readonly onStart: (start: Pick<RunRecord, 'columns' | 'extraColumns' | 'generation' | 'pages'>) => void
}

/** Fetches what is missing; resolves with how that ended. */
export type FetchRun = (job: FetchJob) => Promise<'complete' | RunEnd>

const TELL_MS = 250
const NOTE_MS = 1_000

/** A run that is here: its rows can be read, and those that are missing arrive. */
export class LiveRun {
  readonly runId: string
  readonly folder: string
  readonly #log: Log
  readonly #listeners = new Set<(run: Run) => void>()
  readonly #writer: RecordWriter
  readonly #gate = createPauseGate()
  readonly #needs = new Set<symbol>()
  #record: RunRecord
  #state: RunState
  #isShown = false
  #task: { readonly ended: Promise<void>; readonly cancel: AbortController } | undefined
  #timer: NodeJS.Timeout | undefined
  #notedAt = 0

  constructor(folder: string, record: RunRecord, log: Log) {
    this.runId = record.facts.runId
    this.folder = folder
    this.#log = log
    this.#writer = createRecordWriter(folder, log)
    this.#record = record
    this.#state = stateAtRest(record)
  }

  run(): Run {
    return describeRun(this.#record, this.#state)
  }

  record(): RunRecord {
    return this.#record
  }

  place(): RowsPlace {
    return { folder: this.folder, generation: this.#record.generation }
  }

  segments(): readonly Segment[] {
    return segmentsOf(this.place(), this.#record.pages)
  }

  /** Told of every change, at most four times a second while rows arrive. */
  onChange(listener: (run: Run) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Fetches what is missing, unless that is going on or nothing is missing. */
  fetch(fetch: FetchRun): void {
    if (this.#task || this.#record.state === 'complete') return
    const cancel = new AbortController()
    this.#weigh()
    this.#change({ state: 'arriving' }, { kind: 'arriving' }, true)
    const ended = this.#work(fetch, cancel.signal).then(() => {
      this.#task = undefined
      this.#state = stateAtRest(this.#record)
      this.#tell()
    })
    this.#task = { ended, cancel }
  }

  /** Whether the window shows it. Rows that nobody needs rest. */
  show(isShown: boolean): void {
    this.#isShown = isShown
    this.#weigh()
  }

  /** Somebody needs all rows, until what this gives is called. */
  need(): () => void {
    const need = Symbol('need')
    this.#needs.add(need)
    this.#weigh()
    return () => {
      this.#needs.delete(need)
      this.#weigh()
    }
  }

  /** Whether the window shows it or somebody needs its rows. */
  isNeeded(): boolean {
    return this.#isShown || this.#needs.size > 0
  }

  /** Resolves when nothing is being fetched any more. */
  async whenEnded(): Promise<Run> {
    await this.#task?.ended
    return this.run()
  }

  /** Rejects with a `disk-…` code. */
  async keep(kept: Kept): Promise<void> {
    this.#record = { ...this.#record, kept }
    await this.#writer.write(this.#record)
    this.#weigh()
    this.#tell()
  }

  /** Ends the fetching. What is there can be gone on with. */
  async stop(): Promise<void> {
    this.#task?.cancel.abort()
    await this.#task?.ended
    clearTimeout(this.#timer)
  }

  async #work(fetch: FetchRun, signal: AbortSignal): Promise<void> {
    const state = await fetch(this.#jobOf(signal)).catch((error: unknown): RunEnd => {
      if (signal.aborted) return { kind: 'interrupted' }
      return { kind: 'failed', error: toKnownError(error, this.#log, 'fetching rows').toData() }
    })
    this.#record = { ...this.#record, state }
    await this.#writer.write(this.#record).catch((error: unknown) => {
      const known = toKnownError(error, this.#log, 'noting a run').toData()
      this.#record = { ...this.#record, state: { kind: 'failed', error: known } }
    })
  }

  #jobOf(signal: AbortSignal): FetchJob {
    return {
      record: this.#record,
      place: this.place(),
      signal,
      betweenPages: () => this.#gate.pass(signal, () => this.#change({}, { kind: 'resting' }, true)),
      onWait: (wait) => this.#change({}, { kind: 'waiting', ...wait }, true),
      onRefused: (error) => this.#change({}, { kind: 'waiting', error }, true),
      onPage: (page, total) => this.#takePage(page, total),
      onEnd: () => this.#change({ isEndConfirmed: true }, { kind: 'arriving' }, true),
      onLogged: (exported) =>
        this.#change({ exported, isEndConfirmed: exported === undefined }, { kind: 'arriving' }, false),
      onStart: (start) => this.#change({ ...start, isEndConfirmed: false }, { kind: 'arriving' }, true),
    }
  }

  #takePage(page: StoredPage, total: number | undefined): void {
    const isFirst = this.#record.pages.length === 0
    const pages = [...this.#record.pages, page]
    this.#change({ pages, ...(total === undefined ? {} : { total }) }, { kind: 'arriving' }, isFirst)
  }

  #change(next: Partial<RunRecord>, state: RunState, isUrgent: boolean): void {
    this.#record = { ...this.#record, ...next }
    this.#state = state
    if (isUrgent) this.#tell()
    else this.#timer ??= setTimeout(() => this.#tell(), TELL_MS)
    if (!isUrgent && Date.now() - this.#notedAt < NOTE_MS) return
    this.#notedAt = Date.now()
    this.#writer.note(this.#record)
  }

  #tell(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const now = this.run()
    for (const listener of this.#listeners) listener(now)
  }

  #weigh(): void {
    const mayRest = !this.isNeeded() && !this.#record.kept
    if (mayRest) this.#gate.close()
    else this.#gate.open()
    if (!mayRest && this.#state.kind === 'resting') this.#change({}, { kind: 'arriving' }, true)
  }
}
