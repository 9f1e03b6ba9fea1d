import { setTimeout as wait } from 'node:timers/promises'
import type { Bench, Contest } from './bench-entry.ts'
import { openRawClient, type RawClient, type RawRequest } from './raw-client.ts'
import { startServer } from './servers/start-server.ts'

const ROWS = 5_000_000
const PAGE_ROWS = 50_000
const PAGES = 4
const UPLOAD_BYTES = 30_000_000
const BULK = '/api/bulk/2.0'
const SIGN_IN = { Authorization: `Basic ${Buffer.from('APITest\\API.User:practice').toString('base64')}` }

const CONTACT_COLUMNS = {
  id: '{{Contact.Id}}',
  ...Object.fromEntries(
    [
      'EmailAddress',
      'FirstName',
      'LastName',
      'Company',
      'Title',
      'Country',
      'City',
      'Zip_Postal',
      'BusPhone',
      'MobilePhone',
      'Address1',
    ].map((name) => [name, `{{Contact.Field(C_${name})}}`]),
  ),
}

interface Servers {
  readonly origin: string
  readonly simulator: RawClient
  readonly bare: RawClient
  readonly bareOrigin: string
  stop(): Promise<void>
}

async function startBoth(contacts = 1_000): Promise<Servers> {
  const args = ['--speed', 'instant', '--rows', String(ROWS), '--contacts', String(contacts)]
  const [ours, bare] = await Promise.all([
    startServer('simulator/cli.ts', args),
    startServer('bench/servers/bare-server.ts'),
  ])
  const [simulator, limit] = await Promise.all([openRawClient(ours.origin), openRawClient(bare.origin)])
  return {
    origin: ours.origin,
    simulator,
    bare: limit,
    bareOrigin: bare.origin,
    async stop() {
      simulator.close()
      limit.close()
      await Promise.all([ours.stop(), bare.stop()])
    },
  }
}

/** Megabytes a second of several requests in turn on one connection. */
async function speed(client: RawClient, requests: readonly RawRequest[], expected: number): Promise<number> {
  const started = performance.now()
  let bytes = 0
  for (const request of requests) {
    const reply = await client.send(request)
    if (reply.status !== expected) throw new Error(`${request.path} answered ${reply.status}`)
    bytes += request.body?.length ?? reply.bytes
  }
  return bytes / 1_000 / (performance.now() - started)
}

async function post(origin: string, path: string, body: unknown): Promise<string> {
  const response = await fetch(`${origin}${BULK}${path}`, {
    method: 'POST',
    headers: { ...SIGN_IN, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (response.status !== 201) throw new Error(`${path} answered ${response.status}`)
  return ((await response.json()) as { uri: string }).uri
}

/** Syncs an export and waits for it; the path of its data. */
async function syncRows(origin: string, definition: string): Promise<string> {
  const uri = await post(origin, '/syncs', { syncedInstanceUri: definition })
  const path = `${BULK}${uri}/data`
  while ((await fetch(`${origin}${path}?limit=1`, { headers: SIGN_IN })).status !== 200) await wait(100)
  return path
}

/** What pages are cut out of: an export of twelve columns, and how many rows it has. */
interface PagedExport {
  readonly contacts?: number
  readonly rows: number
  define(origin: string): Promise<string>
}

const DERIVED: PagedExport = { rows: ROWS, define: async () => '/customObjects/20/exports/1' }

const STORED: PagedExport = {
  contacts: 100_000,
  rows: 100_000,
  define: (origin) => post(origin, '/contacts/exports', { name: 'Twelve columns', fields: CONTACT_COLUMNS }),
}

async function preparePages(accept: string, { contacts, rows, define }: PagedExport): Promise<Contest> {
  const servers = await startBoth(contacts)
  const path = await syncRows(servers.origin, await define(servers.origin))
  const headers = { ...SIGN_IN, Accept: accept }
  const pageOf = (page: number): RawRequest => ({
    method: 'GET',
    path: `${path}?limit=${PAGE_ROWS}&offset=${(page % (rows / PAGE_ROWS)) * PAGE_ROWS}`,
    headers,
  })
  for (let page = 0; page < PAGES; page++) {
    const body = await fetch(`${servers.origin}${pageOf(page).path}`, { headers }).then((reply) => reply.bytes())
    await fetch(`${servers.bareOrigin}/hold/${page}`, { method: 'POST', body })
  }
  const held: RawRequest[] = Array.from({ length: PAGES }, (_, page) => ({ method: 'GET', path: `/held/${page}` }))
  return {
    // Pages spread over the whole data set; of the derived ones, such as nobody has asked for yet.
    ours: (round) =>
      speed(
        servers.simulator,
        Array.from({ length: PAGES }, (_, page) => pageOf(13 + round * 11 + page * 3)),
        200,
      ),
    against: () => speed(servers.bare, held, 200),
    close: servers.stop,
  }
}

function csvBody(): Buffer {
  const row = (index: number) =>
    `person${index}@upload.example.com,Zoë,"Last, Name ${index}",Example ${index % 900} Ltd,Köln,+49 ${index}\n`
  return fill('email,firstName,lastName,company,country,mobile\n', row, '')
}

function jsonBody(): Buffer {
  const row = (index: number) =>
    `${index === 0 ? '' : ','}{"email":"person${index}@upload.example.com","firstName":"Zoë","lastName":"Last, \\"Name\\" ${index}","company":"Example ${index % 900} Ltd","country":"Köln","mobile":"+49 ${index}"}`
  return fill('[', row, ']')
}

function fill(head: string, row: (index: number) => string, tail: string): Buffer {
  const parts = [head]
  for (let index = 0, bytes = 0; bytes < UPLOAD_BYTES - 500; index++) {
    const text = row(index)
    bytes += Buffer.byteLength(text)
    parts.push(text)
  }
  return Buffer.from(parts.join('') + tail)
}

async function prepareUpload(type: string, body: Buffer): Promise<Contest> {
  const servers = await startBoth()
  const path = `${BULK}/contacts/imports/17/data`
  const upload: RawRequest = { method: 'POST', path, headers: { ...SIGN_IN, 'Content-Type': type }, body }
  const discard: RawRequest = { method: 'POST', path: '/discard', body }
  return {
    async ours() {
      const result = await speed(servers.simulator, [upload, upload], 204)
      await servers.simulator.send({ method: 'DELETE', path, headers: SIGN_IN })
      return result
    },
    against: () => speed(servers.bare, [discard, discard], 204),
    close: servers.stop,
  }
}

const SHARED = { unit: 'MB/s', better: 'more', target: 0.333 } as const

export const benches: readonly Bench[] = [
  {
    ...SHARED,
    name: 'simulator-page-json',
    title:
      'simulator: 50,000-row JSON pages of 12 columns, out of 5,000,000 derived rows; bare Node server: the same bytes from memory',
    prepare: () => preparePages('application/json', DERIVED),
  },
  {
    ...SHARED,
    name: 'simulator-page-csv',
    title:
      'simulator: 50,000-row CSV pages of 12 columns, out of 5,000,000 derived rows; bare Node server: the same bytes from memory',
    prepare: () => preparePages('text/csv', DERIVED),
  },
  {
    ...SHARED,
    name: 'simulator-stored-page-json',
    title:
      'simulator: 50,000-row JSON pages of 12 columns, out of a stored export of 100,000 contacts; bare Node server: the same bytes from memory',
    prepare: () => preparePages('application/json', STORED),
  },
  {
    ...SHARED,
    name: 'simulator-stored-page-csv',
    title:
      'simulator: 50,000-row CSV pages of 12 columns, out of a stored export of 100,000 contacts; bare Node server: the same bytes from memory',
    prepare: () => preparePages('text/csv', STORED),
  },
  {
    ...SHARED,
    name: 'simulator-upload-csv',
    title: 'simulator: takes 30 MB of CSV; bare Node server: reads and discards them',
    prepare: () => prepareUpload('text/csv', csvBody()),
  },
  {
    ...SHARED,
    name: 'simulator-upload-json',
    title: 'simulator: takes 30 MB of JSON; bare Node server: reads and discards them',
    prepare: () => prepareUpload('application/json', jsonBody()),
  },
]
