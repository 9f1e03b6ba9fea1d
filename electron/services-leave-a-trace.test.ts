import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { createTokenKeeper } from './connections/oauth/token-keeper.ts'
import { createDefinitionApi } from './definitions/definition-api.ts'
import type { EloquaClient, ReadRequest } from './eloqua/eloqua-client.ts'
import type { Desktop } from './platform/desktop.ts'
import { failAsNeverForeseen, folderOfTest, keepTraces, SECRET } from './testing/traces.ts'
import { createTransferBook } from './transfers/transfer-book.ts'
import { createChecks } from './uploads/check/checks.ts'
import { createSourceFiles } from './uploads/check/source-files.ts'
import { perform } from './uploads/effects/perform.ts'
import { uploadEnvironment } from './uploads/environment.ts'
import { openJournalSafely } from './uploads/journal/safe-journal.ts'
import { createMadeFiles } from './uploads/made-files.ts'
import { listRejectedRows } from './uploads/outcome/rejected-rows.ts'
import { csvLine, writeWhole } from './uploads/outcome/row-file.ts'
import { saveRowFile } from './uploads/outcome/save-row-file.ts'
import { createPlaceClaims } from './uploads/schedule/place-claims.ts'
import { runUpload } from './uploads/schedule/run-upload.ts'
import { createUploadDesk } from './uploads/schedule/upload-desk.ts'
import { anUpload } from './uploads/testing/an-upload.ts'

const { log, entries, expectTrace } = keepTraces()
const environment = uploadEnvironment()
const { signal } = new AbortController()
const desktop = { askSavePath: async () => join(folderOfTest(), 'rows.csv') } as unknown as Desktop

/** A client whose answers are these, by path. */
function clientOf(answer: (request: ReadRequest) => Promise<unknown>): EloquaClient {
  const connection = { id: 'c', company: 'Umbrella', user: 'ann', environment: 'sandbox' }
  return {
    connection,
    readJson: answer,
    read: answer,
    basePath: async () => '/api/bulk/2.0',
  } as unknown as EloquaClient
}

describe('a failure that no code of a service foresaw leaves its stack in the log', () => {
  it('while a file is checked', async () => {
    const file = { fileId: 'f', name: 'a.csv', size: 1, modifiedAt: '' }
    const files = { find: () => file, notes: () => [], stamp: () => ({ path: 'a.csv', size: 1, mtimeMs: 1 }) }
    const engine = { check: failAsNeverForeseen }
    const checks = createChecks({ engine, files, publish: () => undefined, environment, log } as never)
    const using = { client: clientOf(failAsNeverForeseen), definition: anUpload().definition, headers: ['a'] }
    const checkId = await checks.start({ fileId: 'f', targetUri: '/contacts/imports/5' } as never, using)
    await vi.waitFor(() =>
      expect(checks.get(checkId).check).toMatchObject({ state: 'failed', error: { code: 'unknown' } }),
    )
    expectTrace('checking a file')
  })

  it('while rows are saved', async () => {
    const transfers = createTransferBook(() => undefined)
    const rows = async function* () {
      yield ['a']
      await failAsNeverForeseen()
    }
    await saveRowFile({ desktop, transfers, log }, { title: 'Save', defaultName: 'rows', header: ['a'], rows })
    await vi.waitFor(() => expect(transfers.list()).toMatchObject([{ state: 'failed', error: { code: 'unknown' } }]))
    expectTrace('saving rows')
  })

  it('while rejected rows are found in the file; they are listed without their rows', async () => {
    const reject = { fieldValues: { email: 'x' }, statusCode: 'ELQ-00040', recordIndex: 1 }
    const client = clientOf(async () => ({ items: [reject], totalResults: 1, hasMore: false }))
    const sync = { uri: '/syncs/7', batch: 0, askedAt: '', status: 'warning', rejects: 1, logs: [] }
    const read = { client, engine: { rows: failAsNeverForeseen }, record: anUpload({ syncs: [sync] }), signal, log }
    const page = await listRejectedRows(read as never, 0, 10)
    expect(page.items).toMatchObject([{ recordIndex: 1, fieldValues: { email: 'x' } }])
    expectTrace('finding rejected rows in the file')
  })

  it('while corrected rows are written: not called trouble with the disk, and nothing stays behind', async () => {
    const folder = folderOfTest()
    const lines = [null] as unknown as readonly (readonly string[])[]
    const write = async (path: string) => {
      await writeWhole(path, lines.map(csvLine))
      return []
    }
    const making = createMadeFiles(folder, createSourceFiles()).make({ name: 'a.csv', from: { kind: 'fixes' }, write })
    await expect(making).rejects.toThrow(TypeError)
    expect(readdirSync(join(folder, 'made-files'))).toEqual([])
  })

  it('while an upload runs', async () => {
    const kept: unknown[] = []
    const hands = { record: anUpload(), signal, keep: (event: unknown) => void kept.push(event) }
    const clients = { forConnection: failAsNeverForeseen }
    await runUpload({ clients, engine: {}, environment, log } as never, hands as never)
    expect(kept).toMatchObject([{ kind: 'run-failed', on: 'bulkdesk', error: { code: 'unknown' } }])
    expectTrace('working on an upload')
  })

  it('while private copies are deleted; they are known as left', async () => {
    const context = { client: clientOf(failAsNeverForeseen), log, signal }
    const happened = await perform({ kind: 'delete-copies', uris: ['/contacts/imports/9'] }, context as never)
    expect(happened).toMatchObject({ kind: 'copies-deleted', left: ['/contacts/imports/9'] })
    expectTrace('deleting a temporary copy')
  })

  it('while an upload is taken up again from the transfers', async () => {
    const transfers = createTransferBook(() => undefined)
    const journal = {
      save: vi
        .fn()
        .mockReturnValueOnce(undefined)
        .mockImplementation(() => throwUnforeseen()),
      find: () => undefined,
      unfinished: () => [],
    }
    const claims = createPlaceClaims(folderOfTest())
    const parts = { journal, claims, transfers, publish: () => undefined, environment, log, clients: {}, engine: {} }
    createUploadDesk(parts as never).start(anUpload({ phase: 'ended', state: 'stopped' }))
    const [{ transferId = '' } = {}] = transfers.list()
    transfers.actions(transferId)?.retry?.()
    await vi.waitFor(() => expectTrace('going on with an upload', 'services-leave-a-trace.test.ts'))
    claims.close()
  })

  it.each([
    ['reading the last runs of definitions', ({ path }: ReadRequest) => path === '/syncs'],
    ['reading the objects of definitions', ({ path }: ReadRequest) => path === '/customObjects'],
  ])('while %s, which are a comfort', async (during, fails) => {
    const nothing = { items: [], totalResults: 0, hasMore: false }
    const client = clientOf(async (request) => (fails(request) ? failAsNeverForeseen() : nothing))
    const clients = { active: () => client, forConnection: async () => client }
    const options = { clients, desktop, userData: folderOfTest(), log, uploadsAt: async () => [] }
    expect((await createDefinitionApi(options).listAllDefinitions()).items).toEqual([])
    expectTrace(during)
  })

  it('while a renewed sign-in is saved', async () => {
    const tokens = { access: 'a', accessUntil: 0, refresh: 'r', refreshSent: 0 }
    const onTrouble = vi.fn()
    const refresh = async () => ({ kind: 'granted', tokens: { ...tokens, accessUntil: 9e15 } }) as const
    const keeper = createTokenKeeper({ tokens, refresh, save: failAsNeverForeseen, onTrouble, log })
    await keeper.access().catch(() => undefined)
    expect(entries.length).toBeGreaterThan(0)
    expect(entries[0]).toMatchObject(['defect', { during: 'saving a renewed sign-in' }])
    expect(JSON.stringify(entries)).not.toContain(SECRET)
  })

  it('while a sign-in is renewed: whoever waits for it hears of it, and nothing hangs', async () => {
    const tokens = { access: 'a', accessUntil: 0, refresh: 'r', refreshSent: 0 }
    const keeper = createTokenKeeper({
      ...{ tokens, refresh: failAsNeverForeseen, onTrouble: vi.fn(), log },
      save: async () => undefined,
    })
    await expect(Promise.all([keeper.access(), keeper.access()])).rejects.toMatchObject({ code: expect.any(String) })
    expect(entries.filter(([, { during }]) => during === 'renewing a sign-in').length).toBeGreaterThan(0)
    expect(JSON.stringify(entries)).toContain('traces.ts')
    expect(JSON.stringify(entries)).not.toContain(SECRET)
  })

  it('while the upload history is opened, which is then set aside', async () => {
    const folder = folderOfTest()
    writeFileSync(join(folder, 'uploads.db'), 'no journal')
    const { journal, trouble, cause } = openJournalSafely(folder)
    journal.close()
    expect(trouble).toContain('unreadable')
    expect(cause).toBeInstanceOf(Error)
  })
})

function throwUnforeseen(): never {
  throw new TypeError(`password: ${SECRET}`)
}
