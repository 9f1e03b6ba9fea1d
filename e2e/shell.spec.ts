import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'playwright/test'
import { launchApp } from './app.ts'
import { test } from './fixtures.ts'

let folder: string
let csv: string
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bulkdesk-shell-'))
  csv = join(folder, 'contacts with ümlaut, and comma.csv')
  writeFileSync(csv, 'Email\na@example.com\n')
})
test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a real drop gives main the path of the file, and the page only an id', async ({ app }) => {
  await app.page.evaluate(() => {
    window.addEventListener('dragover', (event) => event.preventDefault(), true)
    window.addEventListener(
      'drop',
      (event) => {
        event.preventDefault()
        const files = [...(event.dataTransfer?.files ?? [])]
        Object.assign(window, { taken: window.bulkdesk.takeFiles(files) })
      },
      true,
    )
  })
  await app.dropFiles([csv])
  const handle = await app.page.waitForFunction(() => 'taken' in window)
  await handle.dispose()
  const taken = await app.page.evaluate(() => (window as unknown as { taken: Promise<unknown> }).taken)
  expect(taken).toMatchObject({ ok: true, value: [{ name: 'contacts with ümlaut, and comma.csv', size: 20 }] })
  expect(JSON.stringify(taken)).not.toContain(folder)
})

test('a file that is picked in the page reaches main as well', async ({ app }) => {
  await app.page.evaluate(() => {
    document.body.append(Object.assign(document.createElement('input'), { type: 'file', id: 'probe' }))
  })
  await app.page.setInputFiles('#probe', csv)
  const taken = await app.page.evaluate(() => {
    const { files } = document.querySelector<HTMLInputElement>('#probe') ?? {}
    return window.bulkdesk.takeFiles([...(files ?? [])])
  })
  expect(taken).toMatchObject({ ok: true, value: [{ size: 20 }] })
})

test('a file the page made up has no path, and is refused', async ({ app }) => {
  const taken = await app.page.evaluate(() => window.bulkdesk.takeFiles([new File(['a,b'], 'made-up.csv')]))
  expect(taken).toMatchObject({ ok: false })
})

test('text that main copies is on the system clipboard', async ({ app }) => {
  const text = 'A1\tB1\nÄ2\t"quoted"\n'
  await app.page.evaluate((copied) => window.bulkdesk.call('copyText', { text: copied }), text)
  expect((await app.desktop()).clipboard).toBe(text)
  await app.page.evaluate(() => {
    document.body.append(Object.assign(document.createElement('textarea'), { id: 'probe' }))
  })
  await app.page.locator('#probe').evaluate((area: HTMLTextAreaElement) => area.focus())
  await app.page.keyboard.press('ControlOrMeta+V')
  await expect(app.page.locator('#probe')).toHaveValue(text)
})

test('arguments of the wrong shape are refused by main, which lives on', async ({ app }) => {
  const answers = await app.page.evaluate(() => {
    const ask = (request: unknown) => window.bulkdesk.call('getSync', request as never)
    return Promise.all([undefined, null, 1, 'x', { id: 'x' }, { id: Number.NaN }, { id: 1, more: 1 }, [[]]].map(ask))
  })
  for (const answer of answers) expect(answer).toMatchObject({ ok: false, error: { code: 'bad-arguments' } })
  expect(await app.page.evaluate(() => window.bulkdesk.call('getAppInfo'))).toMatchObject({ ok: true })
})

test('a second start hands its files to the first and ends', async ({ app }) => {
  await app.page.evaluate(() => {
    const opened: unknown[] = []
    Object.assign(window, { opened })
    window.bulkdesk.subscribe('files-opened', (files) => opened.push(...files))
  })
  const second = launchApp({ userDataDir: app.userDataDir, args: [csv] })
  await expect(second).rejects.toThrow()
  const names = () =>
    app.page.evaluate(() => (window as unknown as { opened: { name: string }[] }).opened.map((file) => file.name))
  await expect.poll(names).toEqual(['contacts with ümlaut, and comma.csv'])
})

test('after a kill -9 the app starts again on the same data', async () => {
  const userDataDir = mkdtempSync(join(folder, 'profile-'))
  const first = await launchApp({ userDataDir })
  await first.kill()
  const second = await launchApp({ userDataDir })
  expect(await second.page.evaluate(() => window.bulkdesk.call('getAppInfo'))).toMatchObject({ ok: true })
  await second.close()
})
