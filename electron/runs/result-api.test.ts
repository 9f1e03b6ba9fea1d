import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { answerJson, type ScriptedServer, startScriptedServer } from '../eloqua/http/testing/scripted-server.ts'
import { createTestClient } from '../eloqua/http/testing/test-client.ts'
import { createResultDesk, type ResultDesk } from './testing/result-desk.ts'

const servers: ScriptedServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

type Row = Readonly<Record<string, unknown>>
type Answer = (page: { offset: number; limit: number; asked: number }) => unknown

const SYNC = {
  uri: '/syncs/7',
  syncedInstanceUri: '/contacts/exports/1',
  status: 'success',
  createdAt: '2026-03-02T09:00:00.0000000Z',
  syncEndedAt: '2026-03-02T09:00:09.0000000Z',
  createdBy: 'api.user',
}
const DEFINITION = {
  uri: '/contacts/exports/1',
  name: 'Belgian contacts',
  fields: { ID: 'x', Email: 'y' },
  dataRetentionDuration: 'PT12H',
}

const EMPTY_WITH_MORE = { items: [], hasMore: true }

function rowsOf(count: number): readonly Row[] {
  return Array.from({ length: count }, (_, index) => ({ ID: String(index), Email: `p${index}@example.com` }))
}

/** An honest page of these rows. */
function pageOf(rows: readonly Row[], { offset, limit }: { offset: number; limit: number }) {
  const items = rows.slice(offset, offset + limit)
  return {
    items,
    totalResults: rows.length,
    limit,
    offset,
    count: items.length,
    hasMore: offset + items.length < rows.length,
  }
}

/** A desk on a server whose data pages are what the test says; a number is a status. */
async function deskOn(
  answer: Answer,
  changes: { sync?: object; definition?: unknown; path?: string; fileName?: string; closesDialog?: boolean } = {},
) {
  let asked = 0
  const server = await startScriptedServer((request, response) => {
    const url = new URL(request.url, 'http://x')
    const path = url.pathname.replace('/api/bulk/2.0', '')
    if (path === '/syncs/7') return answerJson(response, 200, { ...SYNC, ...changes.sync })
    if (path === '/contacts/exports/1') {
      const definition = changes.definition ?? DEFINITION
      return typeof definition === 'number'
        ? answerJson(response, definition, {})
        : answerJson(response, 200, definition)
    }
    if (path !== (changes.path ?? '/syncs/7/data')) return answerJson(response, 404, {})
    const page = answer({
      offset: Number(url.searchParams.get('offset')),
      limit: Number(url.searchParams.get('limit')),
      asked: asked++,
    })
    if (typeof page === 'number') return answerJson(response, page, {})
    return typeof page === 'string' ? response.writeHead(200).end(page) : answerJson(response, 200, page)
  })
  servers.push(server)
  const desk = createResultDesk(createTestClient(server.origin), changes.fileName, changes.closesDialog)
  return { ...desk, desk, server }
}

async function saved(desk: ResultDesk, flavour: 'exact' | 'spreadsheet' = 'exact') {
  const transfer = await desk.ended(await desk.api.saveResult({ syncId: 7, flavour }))
  return { transfer, text: existsSync(desk.target) ? readFileSync(desk.target, 'utf8') : undefined }
}

describe('saveResult', () => {
  it('saves every row of every page, under the name that was chosen', async () => {
    const rows = rowsOf(120_003)
    const { desk, askedNames, told } = await deskOn((page) => pageOf(rows, page))
    const { transfer, text } = await saved(desk)
    expect(transfer).toMatchObject({
      state: 'done',
      kind: 'save',
      fileName: 'out.csv',
      syncId: 7,
      message: 'Saved 120,003 rows, 2 columns.',
    })
    expect(text).toBe(`ID,Email\n${rows.map(({ ID, Email }) => `${ID},${Email}\n`).join('')}`)
    expect(askedNames).toEqual(['Belgian contacts 2026-03-02.csv'])
    expect(desk.files()).toEqual(['out.csv'])
    expect(told.at(-1)?.progress).toMatchObject({ unit: 'rows', done: 120_003, total: 120_003 })
    expect(statSync(desk.target).mode & 0o077).toBe(0)
  })

  it('gives spreadsheets a BOM, their line ends, and no cell that runs', async () => {
    const { desk } = await deskOn((page) => pageOf([{ ID: '=HYPERLINK("x")', Email: '-5' }], page))
    const { transfer, text } = await saved(desk, 'spreadsheet')
    expect(text).toBe('\ufeffID,Email\r\n"\'=HYPERLINK(""x"")",-5\r\n')
    expect(transfer.message).toContain("1 cell got a leading '")
  })

  it('does nothing when the dialog was closed', async () => {
    const { desk, told } = await deskOn((page) => pageOf([], page), { closesDialog: true })
    expect(await desk.api.saveResult({ syncId: 7, flavour: 'exact' })).toBeNull()
    expect(desk.files()).toEqual([])
    expect(told).toEqual([])
  })

  it('saves the header alone when there are no rows', async () => {
    const { desk } = await deskOn(() => ({ totalResults: 0, hasMore: false }))
    expect((await saved(desk)).text).toBe('ID,Email\n')
  })

  it('says whose data it is when it may not be read, and that an import has none', async () => {
    const forbidden = await deskOn(() => 403)
    expect((await saved(forbidden.desk)).transfer.error).toMatchObject({
      code: 'forbidden',
      message: 'Only api.user can read its data.',
    })
    const imported = await deskOn(() => 400, { sync: { syncedInstanceUri: '/contacts/imports/1' } })
    expect((await saved(imported.desk)).transfer.error).toMatchObject({
      code: 'bad-request',
      message: 'Only the sync of an export has data to read.',
    })
  })

  it.each<[string, Answer]>([
    ['short pages', ({ offset }) => pageOf(rowsOf(25), { offset, limit: 4 })],
    ['pages that promise more at the end', (page) => ({ ...pageOf(rowsOf(25), page), hasMore: true })],
    [
      'pages that deny more too early',
      ({ offset, limit }) => ({ ...pageOf(rowsOf(25), { offset, limit: Math.min(limit, 10) }), hasMore: false }),
    ],
    ['a wrong count', (page) => ({ ...pageOf(rowsOf(25), page), count: 0 })],
    [
      'no totals',
      ({ offset, limit }) => ({ items: rowsOf(25).slice(offset, offset + Math.min(limit, 7)), hasMore: offset < 20 }),
    ],
    [
      'one empty page in between',
      ({ offset, asked }) =>
        asked === 1 ? { totalResults: 25, hasMore: true } : pageOf(rowsOf(25), { offset, limit: 10 }),
    ],
    ['an answer that is cut', (page) => (page.asked < 2 ? '{"items":[{"ID":"0"' : pageOf(rowsOf(25), page))],
    [
      'one page of the wrong place',
      ({ offset, asked }) => pageOf(rowsOf(25), { offset: asked === 1 ? 0 : offset, limit: 10 }),
    ],
  ])('gets every row once in spite of %s', async (_what, answer) => {
    const { desk } = await deskOn(answer)
    const { transfer, text } = await saved(desk)
    expect(transfer.state).toBe('done')
    expect(text?.split('\n').slice(1, -1)).toEqual(rowsOf(25).map(({ ID, Email }) => `${ID},${Email}`))
  })

  it.each<[string, Answer]>([
    [
      'rows that never come',
      ({ offset }) => (offset === 0 ? pageOf(rowsOf(25), { offset, limit: 10 }) : { totalResults: 25, hasMore: true }),
    ],
    ['the same page for ever', () => pageOf(rowsOf(25), { offset: 0, limit: 10 })],
    ['the same page for ever, without saying which', () => ({ items: rowsOf(10), totalResults: 25, hasMore: true })],
    [
      'a total that shrinks to the end of a page',
      (page) => {
        const honest = pageOf(rowsOf(25), { ...page, limit: 10 })
        return page.offset < 10 ? honest : { ...honest, totalResults: 20, hasMore: false }
      },
    ],
    [
      'an empty page that promises more, without totals',
      ({ offset }) => (offset < 20 ? { items: rowsOf(25).slice(offset, offset + 10), hasMore: true } : EMPTY_WITH_MORE),
    ],
    [
      'pages that come again in turn, without saying which',
      ({ asked }) => ({
        items: rowsOf(25).slice((asked % 2) * 10, (asked % 2) * 10 + 10),
        totalResults: 40,
        hasMore: true,
      }),
    ],
    ['more rows than announced', (page) => ({ ...pageOf(rowsOf(25), page), totalResults: 24, hasMore: false })],
  ])('ends as incomplete with %s, and keeps what came under another name', async (_what, answer) => {
    const { desk, server } = await deskOn(answer)
    writeFileSync(desk.target, 'older')
    const { transfer, text } = await saved(desk)
    expect(transfer).toMatchObject({
      state: 'failed',
      error: { code: 'incomplete-result' },
      fileName: 'out.csv.partial',
    })
    expect(transfer.message).toContain('out.csv.partial')
    expect(text).toBe('older')
    expect(desk.files().sort()).toEqual(['out.csv', 'out.csv.partial'])
    expect(server.requests.length).toBeLessThan(12)
  })

  it.each([
    '{"error":"busy"}',
    '{"items":[],"hasMore":true}',
    '{"items":[]}',
    '{"items":{},"hasMore":false}',
    '{"hasMore":false}',
    '{"totalResults":3,"hasMore":false}',
    '{}',
    '[]',
    'null',
    '<html></html>',
  ])('does not take %s for an empty result, and leaves an older file as it was', async (answer) => {
    const { desk, server } = await deskOn(() => answer)
    writeFileSync(desk.target, 'older')
    const { transfer, text } = await saved(desk)
    expect(transfer).toMatchObject({ state: 'failed', error: { code: 'incomplete-result' } })
    expect(text).toBe('older')
    expect(desk.files()).toEqual(['out.csv'])
    expect(server.requests.length).toBeLessThan(12)
  })

  it('takes an empty list that says it is the last for an empty result', async () => {
    const { desk } = await deskOn(() => ({ items: [], hasMore: false }))
    expect((await saved(desk)).text).toBe('ID,Email\n')
  })

  it('takes pages of equal rows where each names its place', async () => {
    const rows = Array.from({ length: 30 }, () => ({ ID: 'BE', Email: '' }))
    const { desk } = await deskOn((page) => pageOf(rows, { ...page, limit: 10 }))
    expect((await saved(desk)).transfer).toMatchObject({ state: 'done', message: 'Saved 30 rows, 2 columns.' })
  })

  it('starts over when rows have columns that nobody announced, so that no cell is left out', async () => {
    const rows = [...rowsOf(12), { ID: '12', Email: 'x', Phone: '0475' }]
    const { desk } = await deskOn(({ offset }) => pageOf(rows, { offset, limit: 5 }))
    const { transfer, text } = await saved(desk)
    expect(transfer.message).toBe('Saved 13 rows, 3 columns.')
    expect(text?.split('\n')[0]).toBe('ID,Email,Phone')
    expect(text?.split('\n')[13]).toBe('12,x,0475')
    expect(text?.split('\n')).toHaveLength(15)
  })

  it('sits out trouble on the way, and says so', async () => {
    const { desk, told } = await deskOn((page) =>
      page.asked === 1 || page.asked === 2 ? 503 : pageOf(rowsOf(25), { ...page, limit: 10 }),
    )
    const { transfer, text } = await saved(desk)
    expect(transfer.state).toBe('done')
    expect(text?.split('\n')).toHaveLength(27)
    expect(told.some(({ state, message }) => state === 'waiting' && message.includes('Trying again'))).toBe(true)
  })

  it('keeps what came when the data expires on the way', async () => {
    const { desk } = await deskOn(({ offset }) => (offset > 0 ? 410 : pageOf(rowsOf(25), { offset, limit: 10 })))
    const { transfer } = await saved(desk)
    expect(transfer).toMatchObject({ state: 'failed', error: { code: 'gone' } })
    expect(desk.files()).toEqual(['out.csv.partial'])
  })

  it('can be cancelled, leaves nothing behind, and can be tried again', async () => {
    let slow = true
    const { desk, server } = await deskOn(({ offset }) => {
      if (slow && offset > 0) return { items: [], totalResults: 100, hasMore: true }
      return pageOf(rowsOf(100), { offset, limit: 10 })
    })
    const started = await desk.api.saveResult({ syncId: 7, flavour: 'exact' })
    await desk.transferApi.cancelTransfer({ transferId: started?.transferId ?? '' })
    const transfer = await desk.ended(started)
    expect(transfer).toMatchObject({ state: 'cancelled', message: 'Canceled. The unfinished file was removed.' })
    expect(transfer.error).toBeUndefined()
    expect(desk.files()).toEqual([])
    slow = false
    await desk.transferApi.retryTransfer({ transferId: transfer.transferId })
    expect((await desk.ended(started)).state).toBe('done')
    expect(desk.files()).toEqual(['out.csv'])
    expect(server.requests.length).toBeGreaterThan(3)
  })

  it('says why when it may not write there, and leaves a folder of that name alone', async () => {
    const { desk } = await deskOn((page) => pageOf(rowsOf(3), page))
    mkdirSync(desk.target)
    writeFileSync(join(desk.target, 'inside'), '')
    const refused = await desk.ended(await desk.api.saveResult({ syncId: 7, flavour: 'exact' }))
    expect(refused).toMatchObject({ state: 'failed', error: { code: 'file-exists' } })
    expect(desk.files()).toEqual(['out.csv', 'out.csv.partial'])
    expect(existsSync(join(desk.target, 'inside'))).toBe(true)
    const missing = await deskOn((page) => pageOf(rowsOf(3), page), { fileName: join('not-there', 'out.csv') })
    const transfer = await missing.ended(await missing.api.saveResult({ syncId: 7, flavour: 'exact' }))
    expect(transfer).toMatchObject({ state: 'failed', error: { code: 'disk-failed' } })
  })

  it('keeps a whole result whose name cannot be given, and gives it another when tried again', async () => {
    const { desk, server } = await deskOn((page) => pageOf(rowsOf(3), page))
    mkdirSync(desk.target)
    writeFileSync(join(desk.target, 'inside'), '')
    const started = await desk.api.saveResult({ syncId: 7, flavour: 'exact' })
    const refused = await desk.ended(started)
    expect(refused.message).toContain('The whole result is kept as out.csv.partial.')
    const requests = server.requests.length
    const other = join(desk.folder, 'other.csv')
    desk.paths.push(other)
    await desk.transferApi.retryTransfer({ transferId: refused.transferId })
    await vi.waitFor(async () => expect((await desk.transferApi.listTransfers())[0]?.state).toBe('done'))
    expect(readFileSync(other, 'utf8').split('\n')).toHaveLength(5)
    expect(desk.files().sort()).toEqual(['other.csv', 'out.csv'])
    expect(server.requests).toHaveLength(requests)
  })

  it('removes what an incomplete try kept once the whole is there, and nothing of that name by others', async () => {
    let isShort = true
    const { desk } = await deskOn(({ offset, ...page }) =>
      isShort && offset > 0 ? { totalResults: 25, hasMore: true } : pageOf(rowsOf(25), { ...page, offset, limit: 10 }),
    )
    writeFileSync(`${desk.target}.partial`, 'of another')
    const started = await desk.api.saveResult({ syncId: 7, flavour: 'exact' })
    expect(await desk.ended(started)).toMatchObject({ state: 'failed', fileName: 'out.csv.2.partial' })
    isShort = false
    await desk.transferApi.retryTransfer({ transferId: started?.transferId ?? '' })
    expect((await desk.ended(started)).state).toBe('done')
    expect(desk.files().sort()).toEqual(['out.csv', 'out.csv.partial'])
    expect(readFileSync(`${desk.target}.partial`, 'utf8')).toBe('of another')
  })

  it('refuses a second save to the same file while the first is going on', async () => {
    const { desk } = await deskOn((page) => pageOf(rowsOf(50_000), page))
    const first = await desk.api.saveResult({ syncId: 7, flavour: 'exact' })
    await expect(desk.api.saveResult({ syncId: 7, flavour: 'exact' })).rejects.toMatchObject({
      code: 'not-allowed-now',
    })
    expect((await desk.ended(first)).state).toBe('done')
  })
})

describe('saveResult on a small disk', () => {
  const isRootLinux = process.platform === 'linux' && process.getuid?.() === 0

  it.runIf(isRootLinux && canMount())('says that the disk is full, and leaves nothing behind', async () => {
    const { desk } = await deskOn((page) => pageOf(rowsOf(100_000), page), { fileName: join('small', 'out.csv') })
    const small = join(desk.folder, 'small')
    mkdirSync(small)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', small])
    try {
      const transfer = await desk.ended(await desk.api.saveResult({ syncId: 7, flavour: 'exact' }))
      expect(transfer).toMatchObject({ state: 'failed', error: { code: 'disk-full', detail: 'ENOSPC' } })
      expect(execFileSync('ls', ['-A', small]).toString()).toBe('')
    } finally {
      execFileSync('umount', [small])
    }
  })
})

function canMount(): boolean {
  try {
    execFileSync('unshare', ['-m', 'true'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

describe('saveRejects', () => {
  it('saves each rejected row with what Eloqua said of it', async () => {
    const rejects = Array.from({ length: 2_300 }, (_, index) => ({
      fieldValues: { email: `bad${index}`, lastName: '' },
      message: 'Invalid email address.',
      statusCode: 'ELQ-00002',
      recordIndex: index + 1,
      invalidFields: ['email'],
    }))
    const definition = { uri: '/contacts/imports/1', name: 'Webinar', fields: { lastName: 'x', email: 'y' } }
    const { desk, server, askedNames } = await deskOn((page) => pageOf(rejects, page), {
      path: '/syncs/7/rejects',
      definition,
    })
    const transfer = await desk.ended(await desk.api.saveRejects({ syncId: 7, flavour: 'exact' }))
    expect(transfer).toMatchObject({ state: 'done', message: 'Saved 2,300 rows, 2 columns.' })
    const lines = readFileSync(desk.target, 'utf8').split('\n')
    expect(lines[0]).toBe('lastName,email,bulkdesk_row,bulkdesk_code,bulkdesk_reason')
    expect(lines[2_300]).toBe(',bad2299,2300,ELQ-00002,Invalid email address. (email)')
    expect(askedNames[0]).toBe('Webinar 2026-03-02 rejected rows.csv')
    expect(server.requests.every(({ url }) => !url.includes('limit=50000'))).toBe(true)
  })
})
