import { randomUUID } from 'node:crypto'
import { isAppError } from '../../shared/contract/errors.ts'
import type { RunSource } from '../../shared/contract/run.ts'
import { keptUntil } from '../../shared/eloqua/retention.ts'
import type { Clients, EloquaClient } from '../eloqua/eloqua-client.ts'
import type { Log } from '../platform/logger.ts'
import { FIRST_ROWS } from './fetch/fetch-rows.ts'
import { fetchRun, pathOf } from './fetch/fetch-run.ts'
import type { PatienceOptions } from './fetch/patient-read.ts'
import { explainDataError, MOST_PAGE_BYTES, type ResultSource, readResultSource } from './fetch/result-source.ts'
import type { LiveRun } from './live-run.ts'
import { withReasons } from './pages/reject-page.ts'
import type { RunShelf } from './run-shelf.ts'
import type { RunRecord } from './store/run-record.ts'

export interface OpenRunOptions {
  readonly clients: Clients
  readonly shelf: RunShelf
  readonly log: Log
  readonly sleep?: PatienceOptions['sleep']
}

export interface RunOpener {
  /** The run of this sync, for the window: one that is here, or a new one when its first page has come. */
  open(asked: RunSource): Promise<LiveRun>
  /** The same of another connection, for work that the window does not show. The run rests once `hold` lets go of it. */
  openFor(client: EloquaClient, asked: RunSource, hold: Hold): Promise<LiveRun>
  /** Fetches what is missing of a run that is here, where its connection can be used. */
  goOn(run: LiveRun): Promise<void>
}

/** Says that a run is needed, so that its rows arrive. */
type Hold = (run: LiveRun) => void

const shownInWindow: Hold = (run) => run.show(true)

export function createRunOpener({ clients, shelf, log, sleep }: OpenRunOptions): RunOpener {
  const sources = createSources()
  const opening = new Map<string, Promise<LiveRun>>()

  async function open(client: EloquaClient, asked: RunSource, hold: Hold): Promise<LiveRun> {
    const source = await sources.get(client, asked.syncId)
    const here = shelf.all().find((run) => isRunOf(run.record(), client, asked, source))
    if (here) {
      hold(here)
      here.fetch((job) => fetchRun({ client, source, log, sleep }, job))
      return here
    }
    const first = await readFirstPage(client, asked, source)
    const run = shelf.add(newRecord(client, asked, source))
    hold(run)
    run.fetch((job) => fetchRun({ client, source, log, sleep, first }, job))
    await whenFirstRows(run)
    return run
  }

  return {
    open(asked) {
      const client = clients.active()
      const key = [client.connection.id, asked.what, asked.syncId].join(' ')
      const known = opening.get(key)
      if (known) return known
      const opened = open(client, asked, shownInWindow).finally(() => opening.delete(key))
      opening.set(key, opened)
      return opened
    },
    openFor: open,
    async goOn(run) {
      if (run.record().state === 'complete') return
      const { connection, syncId } = run.record().facts
      const client = await clients.forConnection(connection.id)
      const source = await sources.get(client, syncId)
      run.fetch((job) => fetchRun({ client, source, log, sleep }, job))
    },
  }
}

/** The practice instance gives the same numbers again after a restart: the end of the sync tells its runs apart. */
function isRunOf(
  { facts }: RunRecord,
  { connection }: EloquaClient,
  asked: RunSource,
  { sync }: ResultSource,
): boolean {
  const isSame = facts.syncId === asked.syncId && facts.what === asked.what && facts.connection.id === connection.id
  return isSame && facts.syncEndedAt === sync.syncEndedAt
}

/** Resolves with the first rows, or when there will be none. */
async function whenFirstRows(run: LiveRun): Promise<void> {
  const came = Promise.withResolvers<void>()
  const off = run.onChange(({ rows, state }) => {
    if (rows > 0 || state.kind === 'waiting') came.resolve()
  })
  await Promise.race([came.promise, run.whenEnded()])
  off()
}

/** Few rows, to be shown at once. A page that is too large is asked for with a quarter of its rows. */
async function readFirstPage(
  client: EloquaClient,
  asked: RunSource,
  source: ResultSource,
  limit = FIRST_ROWS,
): Promise<{ readonly page: Buffer; readonly limit: number }> {
  try {
    const { body } = await client.read({ path: pathOf(asked), query: { offset: 0, limit }, maxBytes: MOST_PAGE_BYTES })
    return { page: body, limit }
  } catch (error) {
    const canShrink = isAppError(error) && error.code === 'too-large' && limit > SMALLEST_FIRST
    if (!canShrink) throw explainDataError(error, source)
  }
  return readFirstPage(client, asked, source, Math.max(SMALLEST_FIRST, Math.floor(limit / 4)))
}

const SMALLEST_FIRST = 10

function newRecord(
  client: EloquaClient,
  asked: RunSource,
  { sync, name, columns, fields, dataRetentionDuration }: ResultSource,
): RunRecord {
  const { id, label, company, user, environment } = client.connection
  const { definition } = sync
  const expiresAt = asked.what === 'data' ? keptUntil(sync.syncEndedAt, dataRetentionDuration) : undefined
  return {
    facts: {
      runId: randomUUID(),
      syncId: asked.syncId,
      what: asked.what,
      connection: { id, label, company, user, environment },
      fetchedAt: new Date().toISOString(),
      ...(sync.createdBy ? { startedBy: sync.createdBy } : {}),
      ...(definition ? { definition: { uri: definition.uri, ...(name === undefined ? {} : { name }) } } : {}),
      ...(fields ? { fields } : {}),
      ...(sync.syncEndedAt ? { syncEndedAt: sync.syncEndedAt } : {}),
      ...(expiresAt ? { expiresAt: expiresAt.toISOString() } : {}),
    },
    columns: asked.what === 'rejects' ? withReasons(columns ?? []) : (columns ?? []),
    extraColumns: [],
    generation: 1,
    pages: [],
    state: 'arriving',
  }
}

/** A sync that has ended does not change: what is known of it is asked for once per sign-in. */
function createSources(): { get(client: EloquaClient, syncId: number): Promise<ResultSource> } {
  const known = new WeakMap<EloquaClient, Map<number, ResultSource>>()
  return {
    async get(client, syncId) {
      const ofClient = known.get(client) ?? new Map<number, ResultSource>()
      known.set(client, ofClient)
      const source = ofClient.get(syncId) ?? (await readResultSource(client, syncId))
      if (source.sync.syncEndedAt && source.columns) ofClient.set(syncId, source)
      return source
    },
  }
}
