import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { DEFAULT_USER } from '../../simulator/sign-in/users.ts'
import { type Simulator, startSimulator } from '../../simulator/simulator.ts'
import { createTestClient } from '../eloqua/http/testing/test-client.ts'
import { SILENT_LOG } from '../testing/memory-log.ts'
import { rulesMark } from '../uploads/check/definition-changes.ts'
import { readTarget } from '../uploads/check/read-definition.ts'
import { openJournal } from '../uploads/journal/upload-journal.ts'
import { createRecipeBook } from '../uploads/recipes/recipe-book.ts'
import { openCliWorld, SAVED, withPassword } from './testing/cli-world.ts'

const FIELDS = { email: '{{Contact.Field(C_EmailAddress)}}', city: '{{Contact.Field(C_City)}}' }
const GOOD = 'mail,town\na@cli.example,Ulm\nb@cli.example,Bonn\n'

describe('an upload from the command line', () => {
  let simulator: Simulator
  beforeAll(async () => {
    simulator = await startSimulator({ speed: 'instant', contacts: 20, rows: 10 })
  })
  afterAll(() => simulator.close())

  async function open(environment: 'sandbox' | 'production' = 'sandbox') {
    const world = openCliWorld(simulator, withPassword(), [{ ...SAVED, environment }])
    const company = { environment, company: DEFAULT_USER.company, id: SAVED.id }
    const book = createRecipeBook(world.userData, SILENT_LOG)
    const column = (field: string, at: number) => ({ field, source: { from: 'column' as const, column: at } })
    const recipe = book.save(company, {
      ...{ name: 'Leads', targetUri: await contactImport(), targetName: 'Test', headers: ['mail', 'town'] },
      ...{ choice: {}, mapping: { fields: [column('email', 0), column('city', 1)] } },
      fixes: [{ kind: 'trim', column: 1 }],
    })
    const client = createTestClient(simulator.origin)
    const allow = async () =>
      book.allow(company, recipe.recipeId, rulesMark(await readTarget(client, recipe.targetUri)))
    const saveAgain = () => book.save(company, { ...recipe, fixes: [] })
    const upload = (content: string | Uint8Array, ...options: string[]) => {
      const file = join(world.out, 'rows.csv')
      writeFileSync(file, content)
      return world.follow(['upload', file, '--recipe', 'leads', ...options])
    }
    const recorded = () => {
      const journal = openJournal(join(world.userData, 'uploads.db'))
      const { total } = journal.list({ search: '', offset: 0, limit: 10 })
      journal.close()
      return total
    }
    return { ...world, client, recipe, allow, saveAgain, upload, recorded }
  }

  async function contactImport(): Promise<string> {
    const body = { name: 'Test', fields: FIELDS, identifierFieldName: 'email', updateRule: 'always' }
    const outcome = await createTestClient(simulator.origin).sendOnce({
      ...{ path: '/contacts/imports', contentType: 'application/json', body: Buffer.from(JSON.stringify(body)) },
    })
    if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome.error))
    return (JSON.parse(outcome.reply.body.toString('utf8')) as { uri: string }).uri
  }

  const cities = (domain: string) =>
    simulator.control
      .sql('SELECT f100009 AS city FROM contacts WHERE f100001 LIKE ? ORDER BY f100001', `%@${domain}`)
      .map(({ city }) => city)
  const posts = () => simulator.control.requests.list({ method: 'POST' }).length

  it('is imported by the recipe, fixes and all, and leaves its receipt in the journal of the window', async () => {
    const { upload, recorded } = await open()
    const { code, answer } = await upload(GOOD.replace('Ulm', ' Ulm '))
    expect(answer).toMatchObject({ command: 'upload', state: 'done', receipt: { ledger: { sent: 2 } } })
    expect(code).toBe(0)
    expect(cities('cli.example')).toEqual(['Ulm', 'Bonn'])
    expect(recorded()).toBe(1)
  })

  it.each([
    ['a row that cannot be sent', 'mail,town\na@no.example,Ulm\n,Bonn\n', /can’t be sent/],
    ['a column that the recipe does not know', 'mail,town,age\na@no.example,Ulm,3\n', /Not in the recipe/],
    ['text that is not UTF-8', Buffer.from('mail,town\na@no.example,K\xf6ln\n', 'latin1'), /./],
  ])('is refused for %s, with the reason, before anything is sent', async (_what, content, reason) => {
    const { upload, recorded } = await open()
    const before = posts()
    const { code, answer, error } = await upload(content)
    expect([code, answer?.error?.message]).toEqual([3, expect.stringMatching(reason)])
    expect(error).toContain('Nothing was sent')
    expect([posts(), recorded()]).toEqual([before, 0])
  })

  it('leaves bad rows behind where it is told to, and then ends with a warning', async () => {
    const { upload } = await open()
    const { code, answer } = await upload('mail,town\na@skip.example,Ulm\n,Bonn\n', '--skip-bad-rows')
    expect([code, answer]).toEqual([5, expect.objectContaining({ state: 'done' })])
    expect(cities('skip.example')).toEqual(['Ulm'])
  })

  it('goes to production only by a recipe that the user has allowed for that connection', async () => {
    const { upload, allow } = await open('production')
    const before = posts()
    expect(await upload(GOOD)).toMatchObject({ code: 3, answer: { error: { code: 'not-allowed-now' } } })
    expect(posts()).toBe(before)
    await allow()
    expect(await upload(GOOD.replaceAll('cli.', 'live.'))).toMatchObject({ code: 0, answer: { state: 'done' } })
    expect(cities('live.example')).toEqual(['Ulm', 'Bonn'])
  })

  it.each([
    ['a column feeds another field', { fields: { ...FIELDS, city: '{{Contact.Field(C_Country)}}' } }],
    ['values are overwritten by another rule', { updateRule: 'ifExistingIsNull' }],
  ])('is stopped on production when %s since the leave was given', async (_what, changed) => {
    const { upload, allow, recipe, client } = await open('production')
    await allow()
    const body = { name: 'Test', fields: FIELDS, identifierFieldName: 'email', updateRule: 'always', ...changed }
    await client.read({ method: 'PUT', path: recipe.targetUri, body })
    const before = posts()
    const { code, answer } = await upload(GOOD.replaceAll('cli.', 'changed.'))
    expect([code, answer]).toEqual([
      3,
      expect.objectContaining({
        error: expect.objectContaining({ message: expect.stringContaining('has changed since') }),
      }),
    ])
    expect(posts()).toBe(before)
    await allow()
    expect(await upload(GOOD.replaceAll('cli.', 'changed.'))).toMatchObject({ code: 0 })
  })

  it('is stopped when its recipe is saved again while the file is checked', async () => {
    const { upload, allow, saveAgain, recipe } = await open('production')
    await allow()
    const looks = () => simulator.control.requests.list({ method: 'GET', path: `*${recipe.targetUri}` }).length
    const [before, looked] = [posts(), looks()]
    const ended = upload(GOOD.replaceAll('cli.', 'race.'))
    await vi.waitFor(() => expect(looks()).toBeGreaterThan(looked), { timeout: 20_000, interval: 1 })
    saveAgain()
    expect(await ended).toMatchObject({ code: 3, answer: { error: { code: 'not-allowed-now' } } })
    expect(posts()).toBe(before)
  })

  it('names the recipes there are where there is no such one', async () => {
    const { follow, out } = await open()
    const { code, error } = await follow(['upload', join(out, 'x.csv'), '--recipe', 'Nope'])
    expect([code, error]).toEqual([2, expect.stringContaining('Saved: Leads')])
  })
})
