import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { copyOf, type DefinitionDraft, draftBody, draftOf } from '../../shared/eloqua/definition-draft.ts'
import { type Simulator, startSimulator } from '../../simulator/simulator.ts'
import { readDefinition } from '../eloqua/definitions/change-definition.ts'
import { createTestClient } from '../eloqua/http/testing/test-client.ts'
import { ABSENT_DESKTOP, type Desktop } from '../platform/desktop.ts'
import { SILENT_LOG } from '../testing/memory-log.ts'
import { createDefinitionApi } from './definition-api.ts'

const running: Simulator[] = []
afterEach(async () => {
  for (const simulator of running.splice(0)) await simulator.close()
})

/** The real service on the real simulator. A second desk on the same folder is what a restart looks like. */
async function openDesk(folder = mkdtempSync(join(tmpdir(), 'definitions-')), known?: Simulator) {
  const simulator = known ?? (await startSimulator({ speed: 'instant' }))
  if (!known) running.push(simulator)
  const client = createTestClient(simulator.origin)
  const file = join(folder, 'definition.json')
  const desktop: Desktop = {
    ...ABSENT_DESKTOP,
    askSavePath: async () => file,
    askJsonPath: async () => file,
    confirm: async () => true,
  }
  const clients = { active: () => client, forConnection: async () => client }
  const api = createDefinitionApi({ clients, desktop, userData: folder, log: SILENT_LOG, uploadsAt: async () => [] })
  return { api, simulator, client, folder }
}

const DRAFT: DefinitionDraft = {
  kind: 'export',
  family: 'contacts',
  name: 'Belgians',
  fields: [
    { name: 'Email', statement: '{{Contact.Field(C_EmailAddress)}}' },
    { name: 'Company', statement: '{{Contact.Account.Field(M_CompanyName)}}' },
  ],
  rules: { filter: "'{{Contact.Field(C_Country)}}' = 'Belgium'", areSystemTimestampsInUTC: true },
}
const text = (draft: DefinitionDraft) => JSON.stringify(draft)
const named = (simulator: Simulator, name: string) =>
  simulator.control.definitions().filter(({ properties }) => properties.name === name)

describe('listAllDefinitions', () => {
  it('has every definition of every kind, with its object by name, its last run and its health', async () => {
    const { api, simulator } = await openDesk()
    const { items, unread, syncsSeen } = await api.listAllDefinitions()
    expect(items).toHaveLength(simulator.control.definitions().length)
    expect(unread).toEqual([])
    expect(syncsSeen).toEqual({ count: simulator.control.syncs().length, areAll: true })
    expect(items.find(({ family }) => family === 'customObjects')?.parentName).toBeTruthy()
    expect(items.some(({ lastRun }) => lastRun)).toBe(true)
    expect(items.some(({ health }) => health.some(({ kind }) => kind === 'never-used'))).toBe(true)
  })

  it('says which object may not be read, and lists all others', async () => {
    const { api, simulator } = await openDesk()
    for (const path of ['*/2.0/imports', '*/2.0/accounts/imports']) {
      simulator.control.faults.add({ method: 'GET', path, count: 0, effect: { kind: 'answer', status: 403 } })
    }
    const { items, unread } = await api.listAllDefinitions()
    expect(unread.map(({ path, error }) => [path, error.code])).toEqual([['/accounts/imports', 'forbidden']])
    const mayBeRead = simulator.control.definitions().filter(({ uri }) => !uri.startsWith('/accounts/imports'))
    expect(items.map(({ uri }) => uri).sort()).toEqual(mayBeRead.map(({ uri }) => uri).sort())
  })
})

describe('listFields', () => {
  it('has the fields of a contact, the special ones once, and those of its account and scores', async () => {
    const { api } = await openDesk()
    const fields = await api.listFields({ family: 'contacts' })
    const statements = fields.map(({ statement }) => statement)
    expect(new Set(statements).size).toBe(statements.length)
    for (const wanted of ['{{Contact.Id}}', '{{Contact.Email.IsBounced}}', '{{Contact.LeadScore.Model[1].Rating}}']) {
      expect(statements).toContain(wanted)
    }
    expect(fields.find(({ statement }) => statement === '{{Contact.Account.Field(M_CompanyName)}}')?.of).toBe('account')
  })

  it('has nothing but what the object’s definitions may name', async () => {
    const { api, simulator } = await openDesk()
    const places = [
      { family: 'contacts' },
      { family: 'accounts' },
      { family: 'customObjects', parentId: 9 },
      { family: 'campaignResponses' },
    ] as const
    for (const place of places) {
      const usable = (await api.listFields(place)).filter(({ statement }) => !statement.startsWith('{{Account.User.'))
      for (let from = 0; from < usable.length; from += 200) {
        const fields = usable.slice(from, from + 200).map(({ statement }, index) => ({ name: `f${index}`, statement }))
        const draft: DefinitionDraft = { ...DRAFT, ...place, name: `All ${place.family} ${from}`, fields, rules: {} }
        await api.saveDraft({ draftId: 'all', draft: text(draft) })
        await expect(api.createDefinition({ draftId: 'all', draft: text(draft) })).resolves.toHaveProperty('uri')
      }
    }
    expect(simulator.control.defects()).toBe(0)
  })
})

describe('createDefinition', () => {
  it('makes the definition once and forgets the draft', async () => {
    const { api, simulator } = await openDesk()
    await api.saveDraft({ draftId: 'd', draft: text(DRAFT) })
    const { uri } = await api.createDefinition({ draftId: 'd', draft: text(DRAFT) })
    expect(named(simulator, 'Belgians').map((one) => one.uri)).toEqual([uri])
    expect(await api.listDrafts()).toEqual([])
  })

  it('finds the definition whose answer was lost, and sends nothing a second time', async () => {
    const { api, simulator } = await openDesk()
    await api.saveDraft({ draftId: 'd', draft: text(DRAFT) })
    const lost = { kind: 'reset', when: 'after-body', applied: true } as const
    simulator.control.faults.add({ method: 'POST', path: '*/contacts/exports', effect: lost })
    const { uri } = await api.createDefinition({ draftId: 'd', draft: text(DRAFT) })
    expect(named(simulator, 'Belgians').map((one) => one.uri)).toEqual([uri])
  })

  it('looks for it again after a restart where it could not be found at first', async () => {
    const { api, simulator, folder } = await openDesk()
    await api.saveDraft({ draftId: 'd', draft: text(DRAFT) })
    simulator.control.faults.add({
      method: 'POST',
      path: '*/contacts/exports',
      effect: { kind: 'reset', when: 'after-body', applied: true },
    })
    const down = { kind: 'answer', status: 403 } as const
    simulator.control.faults.add({ method: 'GET', path: '*/contacts/exports', skip: 1, count: 3, effect: down })
    await expect(api.createDefinition({ draftId: 'd', draft: text(DRAFT) })).rejects.toMatchObject({ code: 'in-doubt' })
    const later = await openDesk(folder, simulator)
    const [kept] = await later.api.listDrafts()
    expect(kept?.draft).toEqual(DRAFT)
    const { uri } = await later.api.createDefinition({ draftId: 'd', draft: text(DRAFT) })
    expect(named(simulator, 'Belgians').map((one) => one.uri)).toEqual([uri])
  }, 15_000)

  it('keeps the draft where Eloqua refuses, and passes on what Eloqua says of each field', async () => {
    const { api, simulator } = await openDesk()
    const draft = { ...DRAFT, rules: { filter: "'{{Contact.Field(C_Nowhere)}}' = 'x'" } }
    await api.saveDraft({ draftId: 'd', draft: text(draft) })
    await expect(api.createDefinition({ draftId: 'd', draft: text(draft) })).rejects.toMatchObject({
      code: 'validation',
      failures: [{ field: 'filter' }],
    })
    expect(named(simulator, 'Belgians')).toEqual([])
    expect(await api.listDrafts()).toHaveLength(1)
    expect((await api.listDrafts())[0]).not.toHaveProperty('inDoubt')
  })
})

describe('changeDefinition', () => {
  const uri = '/contacts/exports/91'

  it('changes a definition and keeps the properties it does not know', async () => {
    const { api, client } = await openDesk()
    const base = await readDefinition(client, uri)
    const draft = { ...draftFor(base), name: 'Renamed' }
    await api.saveDraft({ draftId: 'd', draft: text(DRAFT) })
    expect(await api.changeDefinition({ draftId: 'd', draft: text(draft) })).toEqual({ kind: 'changed', uri })
    const { updatedAt: _a, name: _b, updatedBy: _c, ...now } = await readDefinition(client, uri)
    const { updatedAt: _d, name: _e, updatedBy: _f, ...before } = base
    expect(now).toEqual(before)
  })

  it('sends nothing where somebody else changed the definition meanwhile, and says what', async () => {
    const { api, client } = await openDesk()
    const base = await readDefinition(client, uri)
    await client.read({ method: 'PUT', path: uri, body: { ...draftBody(draftFor(base)), maxRecords: 5 } })
    const outcome = await api.changeDefinition({ draftId: 'd', draft: text(draftFor(base)) })
    expect(outcome).toMatchObject({ kind: 'conflict', properties: ['maxRecords'], current: { maxRecords: 5 } })
    expect(await readDefinition(client, uri)).toMatchObject({ maxRecords: 5 })
  })

  const draftFor = (base: Awaited<ReturnType<typeof readDefinition>>) =>
    draftOf({ ...base, kind: 'export', family: 'contacts', id: 91 })
})

describe('several at once', () => {
  it('deletes what Eloqua lets go of, and says of the rest why it stays', async () => {
    const { api, simulator } = await openDesk()
    simulator.control.setDependedOn('/contacts/exports/91', true)
    const uris = ['/contacts/exports/91', '/accounts/exports/12']
    const outcomes = await api.deleteDefinitions({ uris })
    expect(outcomes.map(({ error }) => error?.code)).toEqual(['has-dependencies', undefined])
  })

  it('gives definitions a lifetime and leaves their rules as they are', async () => {
    const { api, client } = await openDesk()
    const before = await readDefinition(client, '/accounts/exports/12')
    expect(await api.setAutoDelete({ uris: [before.uri], duration: 'P30D' })).toEqual([{ uri: before.uri }])
    const after = await readDefinition(client, '/accounts/exports/12')
    expect(after).toMatchObject({ fields: before.fields, autoDeleteDuration: 'P30D' })
  })

  it('says what depends on them first', async () => {
    const { api, client } = await openDesk()
    await client.sendOnce({
      path: '/contacts/imports/30/data',
      contentType: 'text/csv',
      body: Buffer.from('EmailAddress\r\na@example.com\r\n'),
    })
    const [found] = await api.findDependants({ uris: ['/contacts/imports/30'] })
    expect(found?.stagedKilobytes).toBeGreaterThan(0)
  })
})

describe('a definition saved as a file', () => {
  it('exports the same columns in another instance, where objects and lists have other numbers', async () => {
    const here = await openDesk()
    const uri = here.simulator.control.definitions().find((one) => /^\/customObjects\/\d+\/exports/.test(one.uri))?.uri
    await here.api.saveDefinitionFile({ uri: uri ?? '' })
    const there = await openDesk(here.folder)
    const opened = await there.api.openDefinitionFile()
    expect(opened?.missing).toEqual([])
    const draft = opened?.draft ?? DRAFT
    await there.api.saveDraft({ draftId: 'f', draft: text(draft) })
    const made = await there.api.createDefinition({ draftId: 'f', draft: text(draft) })
    const [before, after] = await Promise.all([
      readDefinition(here.client, uri ?? ''),
      readDefinition(there.client, made.uri),
    ])
    expect(Object.keys(after.fields)).toEqual(Object.keys(before.fields))
    expect(after.fields).toEqual(before.fields)
  })
})

describe('drafts', () => {
  it('outlive a restart and belong to one company', async () => {
    const { api, folder, simulator } = await openDesk()
    await api.saveDraft({
      draftId: 'd',
      draft: text(copyOf({ ...DRAFT, fields: {}, id: 1, uri: '/contacts/exports/1' }, 'Copy')),
    })
    const later = await openDesk(folder, simulator)
    expect((await later.api.listDrafts()).map(({ draft }) => draft.name)).toEqual(['Copy'])
  })
})
