import { z } from 'zod'
import type { AppErrorData } from '../../../shared/contract/errors.ts'
import type { Kept, Run, RunEnd, RunState } from '../../../shared/contract/run.ts'
import { readJson } from '../../platform/atomic-json.ts'
import type { Log } from '../../platform/logger.ts'

/** A page that lies on disk: how a run is gone on with after a restart, and how damage is told. */
export interface StoredPage {
  readonly rows: number
  /** Of its lines in the segment. */
  readonly bytes: number
  /** Of its lines and, behind them, its part of the index. */
  readonly crc: number
  /** Of its first rows: tells a page that comes twice. */
  readonly fingerprint: string
}

/** All that is known of a run beside its rows: `run.json` in its folder. */
export interface RunRecord {
  readonly facts: RunFacts
  readonly columns: readonly string[]
  readonly extraColumns: readonly string[]
  readonly generation: number
  readonly total?: number
  readonly pages: readonly StoredPage[]
  /** Eloqua's answers confirmed that these pages are all: only the log of the sync is still to be read. */
  readonly isEndConfirmed?: boolean | undefined
  /** Rows that the log of the sync counts, where the answers gave fewer. */
  readonly exported?: number | undefined
  /** As it was last written: after a kill, rows may still be said to arrive. */
  readonly state: 'arriving' | 'complete' | RunEnd
  readonly kept?: Kept
}

/** What does not change while rows arrive. */
type RunFacts = Pick<
  Run,
  | 'runId'
  | 'syncId'
  | 'what'
  | 'connection'
  | 'startedBy'
  | 'definition'
  | 'fields'
  | 'syncEndedAt'
  | 'fetchedAt'
  | 'expiresAt'
>

export const RECORD_NAME = 'run.json'
const text = z.string()
const count = z.int().min(0)

const end = z.union([
  z.object({ kind: z.literal('answers'), reason: z.enum(['no-page', 'no-end', 'counts-differ', 'columns-change']) }),
  z.object({
    kind: z.literal('failed'),
    error: z.custom<AppErrorData>((value) => z.looseObject({ code: text }).safeParse(value).success),
  }),
  z.object({ kind: z.literal('interrupted') }),
])

const record = z.object({
  facts: z.object({
    runId: text,
    syncId: count,
    what: z.enum(['data', 'rejects']),
    connection: z.object({
      id: text,
      label: text,
      company: text,
      user: text,
      environment: z.custom<Run['connection']['environment']>((value) => typeof value === 'string'),
    }),
    startedBy: text.optional(),
    definition: z.object({ uri: text, name: text.optional() }).optional(),
    fields: z.record(text, text).optional(),
    syncEndedAt: text.optional(),
    fetchedAt: text,
    expiresAt: text.optional(),
  }),
  columns: z.array(text),
  extraColumns: z.array(text),
  generation: count,
  total: count.optional(),
  pages: z.array(z.object({ rows: count, bytes: count, crc: count, fingerprint: text })),
  isEndConfirmed: z.boolean().optional(),
  exported: count.optional(),
  state: z.union([z.literal('arriving'), z.literal('complete'), end]),
  kept: z.object({ name: text, at: text, until: text }).optional(),
})

/** Undefined where the folder holds no run that can be read. */
export function readRunRecord(folder: string, log: Log): RunRecord | undefined {
  return readJson(`${folder}/${RECORD_NAME}`, (value) => record.parse(value), log)
}

/** The run as the window sees it. */
export function describeRun(held: RunRecord, state: RunState): Run {
  const { facts, columns, extraColumns, generation, pages, kept } = held
  const total = held.exported === undefined ? held.total : Math.max(held.exported, held.total ?? 0)
  return {
    ...facts,
    columns,
    extraColumns,
    generation,
    rows: sum(pages, 'rows'),
    bytes: sum(pages, 'bytes'),
    state,
    ...(total === undefined ? {} : { total }),
    ...(kept ? { kept } : {}),
  }
}

/** The state of a run that nothing is being fetched for. */
export function stateAtRest({ state }: RunRecord): RunState {
  if (state === 'complete') return { kind: 'complete' }
  return { kind: 'incomplete', why: state === 'arriving' ? { kind: 'interrupted' } : state }
}

function sum(pages: readonly StoredPage[], what: 'rows' | 'bytes'): number {
  return pages.reduce((total, page) => total + page[what], 0)
}
