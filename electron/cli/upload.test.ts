import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { type Simulator, startSimulator } from '../../simulator/simulator.ts'
import { createTestClient } from '../eloqua/http/testing/test-client.ts'
import { rulesMark } from '../uploads/check/definition-changes.ts'
import { readTarget } from '../uploads/check/read-definition.ts'
import { openJournal } from '../uploads/journal/upload-journal.ts'
import { openCliWorld, SAVED } from './testing/cli-world.ts'
import { LEAD_FIELDS, saveLeads } from './testing/leads.ts'
import { withPassword } from './testing/with-password.ts'

const GOOD = 'mail,town\na@cli.example,Ulm\nb@cli.example,Bonn\n'

describe('an upload from the command line', () => {
  let simulator: Simulator
  beforeAll(async () => {
    simulator = await startSimulator({ speed: 'instant', contacts: 20, rows: 10 })
  })
  afterAll(() => simulator.close())

  async function open(environment: 'sandbox' | 'production' = 'sandbox') {
    const world = openCliWorld(simulator, withPassword(), [{ ...SAVED, environment }])
    const { company, book, recipe } = await saveLeads(simulator, world.userData, environment)
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
    expect(answer?.reasons).toContainEqual(expect.stringMatching(reason))
    expect(error).toMatch(/^Nothing was sent\. [^.]/)
    expect(error).not.toMatch(/\.\./)
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
    ['a column feeds another field', { fields: { ...LEAD_FIELDS, city: '{{Contact.Field(C_Country)}}' } }],
    ['values are overwritten by another rule', { updateRule: 'ifExistingIsNull' }],
  ])('is stopped on production when %s since the leave was given', async (_what, changed) => {
    const { upload, allow, recipe, client } = await open('production')
    await allow()
    const body = { name: 'Test', fields: LEAD_FIELDS, identifierFieldName: 'email', updateRule: 'always', ...changed }
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

  it.skipIf(process.platform === 'win32')('is wrong use with a path that leads to no file', async () => {
    const { follow, out } = await open()
    symlinkSync('loop.csv', join(out, 'loop.csv'))
    for (const path of ['nope.csv', 'loop.csv', `${'x'.repeat(300)}.csv`, 'nope.csv/below.csv', '.'])
      expect(await follow(['upload', join(out, path), '--recipe', 'leads'])).toMatchObject({ code: 2 })
  })

  it.each([
    ['connections.json', 'not JSON'],
    ['recipes.json', '[{"recipeId":1}]'],
    ['uploads.db', 'no database at all'],
  ])('leaves a damaged %s to the window, names it, and sends nothing', async (name, content) => {
    const { upload, userData } = await open()
    for (const copy of [name, `${name}.bak`]) writeFileSync(join(userData, copy), content)
    const [before, there] = [posts(), readdirSync(userData)]
    const { code, answer, error } = await upload(GOOD)
    expect([code, answer?.error]).toEqual([1, { code: 'disk-failed', message: expect.stringContaining(`“${name}”`) }])
    expect(error).toContain('Open Bulkdesk')
    expect(posts()).toBe(before)
    expect(readFileSync(join(userData, name), 'utf8')).toBe(content)
    expect(readdirSync(userData)).toEqual(expect.arrayContaining(there))
    expect(readdirSync(userData).filter((one) => /damaged|unreadable/.test(one))).toEqual([])
  })

  it('reads the second copy of a damaged file, and moves neither', async () => {
    const { upload, userData } = await open()
    writeFileSync(join(userData, 'recipes.json'), '{')
    expect(await upload(GOOD.replaceAll('cli.', 'copy.'))).toMatchObject({ code: 0 })
    expect(existsSync(join(userData, 'recipes.json.damaged'))).toBe(false)
  })
})

describe.skipIf(process.platform === 'win32')('an upload that Ctrl-C meets while a part is in the air', () => {
  it('says that the part may have arrived, and the next upload sends none of its rows onto it', async () => {
    const simulator = await startSimulator({ speed: 'instant', contacts: 20, rows: 10 })
    onTestFinished(() => simulator.close())
    const { process, follow, out, userData } = openCliWorld(simulator, withPassword())
    const { recipe } = await saveLeads(simulator, userData)
    const words = ['upload', join(out, 'rows.csv'), '--recipe', 'leads']
    writeFileSync(join(out, 'rows.csv'), GOOD)
    const sent = (path: string) => simulator.control.requests.list({ method: 'POST', path }).length
    const slow = {
      method: 'POST',
      path: '*/data',
      count: 1,
      effect: { kind: 'delay', ms: 60_000, after: true },
    } as const
    simulator.control.faults.add(slow)
    const { code, answer, error } = await process(words, (child) => {
      const isInTheAir = () => expect(sent('*/data')).toBe(1)
      void vi.waitFor(isInTheAir, { timeout: 20_000, interval: 5 }).then(() => child.kill('SIGINT'))
    })
    expect(answer).toMatchObject({ state: 'stopped', receipt: { ledger: { sent: 0, inDoubt: 2 } } })
    expect([code, error]).toEqual([6, expect.stringContaining('Part 1 may have reached Eloqua')])
    expect(simulator.control.staged(recipe.targetUri).uploads).toBe(1)
    expect(await follow(words)).toMatchObject({
      code: 0,
      answer: { receipt: { way: 'private-copy', ledger: { sent: 2 } } },
    })
    expect([sent(`*${recipe.targetUri}/data`), sent('*/syncs')]).toEqual([1, 1])
  })
})
