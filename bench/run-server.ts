import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createTestClient } from '../electron/eloqua/http/testing/test-client.ts'
import { createRuns } from '../electron/runs/run-api.ts'
import { NO_VIEWS } from '../electron/runs/store/run-views.ts'
import { SILENT_LOG } from '../electron/testing/memory-log.ts'
import { type RunningServer, startServer } from './servers/start-server.ts'

const SIGN_IN = 'APITest\\API.User:practice'
const BULK = '/api/bulk/2.0'

/** A finished export of as many rows with 12 columns as asked for, on a server in a process of its own. */
export interface ExportServer {
  readonly origin: string
  readonly syncId: number
  stop(): Promise<void>
}

export async function startExport(rows: number, isFar = false): Promise<ExportServer> {
  const near = await startServer('simulator/cli.ts', ['--speed', 'instant', '--rows', String(rows), '--contacts', '10'])
  const far: RunningServer | undefined = isFar
    ? await startServer('bench/servers/far-server.ts', [near.origin])
    : undefined
  const syncId = await startSync(near.origin)
  return {
    origin: (far ?? near).origin,
    syncId,
    async stop() {
      await far?.stop()
      await near.stop()
    },
  }
}

async function startSync(origin: string): Promise<number> {
  const headers = {
    Authorization: `Basic ${Buffer.from(SIGN_IN).toString('base64')}`,
    'Content-Type': 'application/json',
  }
  const body = JSON.stringify({ syncedInstanceUri: '/customObjects/20/exports/1' })
  const started = (await (await fetch(`${origin}${BULK}/syncs`, { method: 'POST', headers, body })).json()) as {
    uri: string
  }
  for (;;) {
    const sync = (await (await fetch(`${origin}${BULK}${started.uri}`, { headers })).json()) as { status: string }
    if (sync.status === 'success') return Number(started.uri.split('/').at(-1))
  }
}

/** Fetches all rows into files that can be browsed, as the app does. Gives milliseconds. */
export async function fetchRun({ origin, syncId }: ExportServer, rows: number, isJson: boolean): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-run-'))
  const client = createTestClient(origin, isJson ? { fetch: refuseCsv } : {})
  const runs = createRuns({
    clients: { active: () => client, forConnection: async () => client },
    publish: () => undefined,
    desktop: { writeClipboard: async () => undefined },
    ...{ folder, views: () => NO_VIEWS, log: SILENT_LOG },
  })
  const started = performance.now()
  const { runId } = await runs.api.openRun({ syncId, what: 'data' })
  const ended = await runs.find(runId).whenEnded()
  const ms = performance.now() - started
  if (ended.state.kind !== 'complete' || ended.rows !== rows) throw new Error(`${ended.rows} of ${rows} rows came`)
  await runs.close()
  rmSync(folder, { recursive: true, force: true })
  return ms
}

const refuseCsv = async (url: string, init: RequestInit): Promise<Response> =>
  new Headers(init.headers).get('accept') === 'text/csv' ? new Response('', { status: 406 }) : fetch(url, init)

/** `curl` writes the same rows to disk, page after page. Gives milliseconds. */
export async function curlPages(
  { origin, syncId }: ExportServer,
  rows: number,
  pageRows: number,
  accept: string,
): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-curl-'))
  const urls = Array.from({ length: Math.ceil(rows / pageRows) }, (_, page) => [
    `${origin}${BULK}/syncs/${syncId}/data?limit=${pageRows}&offset=${page * pageRows}`,
    ...['-o', join(folder, `page-${page}`)],
  ]).flat()
  const started = performance.now()
  await promisify(execFile)('curl', ['-sS', '-f', '-u', SIGN_IN, '-H', `accept: ${accept}`, ...urls])
  const ms = performance.now() - started
  rmSync(folder, { recursive: true, force: true })
  return ms
}
