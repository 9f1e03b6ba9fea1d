import { expect, test } from 'playwright/test'
import type { Page } from 'playwright-core'
import { type App, launchApp } from './app.ts'

// One app for all: each test begins on a page just loaded.
let app: App
test.beforeAll(async () => {
  app = await launchApp()
})
test.beforeEach(async () => void (await app.page.reload()))
test.afterAll(() => app.close())

test('the page has no Node and no Electron, only the bridge', async () => {
  const found = await app.page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer', '__bulkdesk_main__'].filter(
      (name) => name in globalThis,
    ),
  )
  expect(found).toEqual([])
  expect(await app.page.evaluate(() => Object.keys(window.bulkdesk).sort())).toEqual(['call', 'subscribe', 'takeFiles'])
})

test('the bridge cannot be replaced or changed by the page', async () => {
  const outcome = await app.page.evaluate(() => {
    const attempt = (change: () => void): boolean => {
      try {
        change()
        return true
      } catch {
        return false
      }
    }
    const bridge = window.bulkdesk
    attempt(() => Object.assign(window, { bulkdesk: {} }))
    attempt(() => Object.assign(bridge, { call: () => 'mine' }))
    return { isSame: window.bulkdesk === bridge, isIntact: !String(bridge.call).includes('mine') }
  })
  expect(outcome).toEqual({ isSame: true, isIntact: true })
})

/** Runs something the content security policy forbids; answers with the directives that were violated. */
async function violationsOf(page: Page, attempt: string): Promise<string[]> {
  await page.evaluate((name) => {
    const attempts: Record<string, () => unknown> = {
      inlineScript: () => {
        const script = document.createElement('script')
        // Text set through a node, as trusted types would stop it before the policy could.
        script.append('globalThis.wasRun = true')
        document.head.append(script)
      },
      // biome-ignore lint/security/noGlobalEval: the point is that it is refused
      evaluate: () => globalThis.eval('globalThis.wasRun = true'),
      makeFunction: () => new Function('globalThis.wasRun = true')(),
      setHtml: () => Object.assign(document.createElement('div'), { innerHTML: '<b>x</b>' }),
      fetch: () => fetch('https://example.com/'),
      image: () => document.body.append(Object.assign(new Image(), { src: 'https://example.com/a.png' })),
      frame: () =>
        document.body.append(Object.assign(document.createElement('iframe'), { src: 'https://example.com/' })),
      styleTag: () => document.head.append(Object.assign(document.createElement('style'), { textContent: 'b{}' })),
      submit: () => {
        const form = Object.assign(document.createElement('form'), { action: 'https://example.com/' })
        document.body.append(form)
        form.submit()
      },
    }
    const seen: string[] = []
    Object.assign(window, { seen })
    document.addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective))
    // Later, by itself: what a debugger evaluates may do more than the page may.
    setTimeout(() => void (async () => attempts[name]?.())().catch(() => undefined))
  }, attempt)
  const seen = await page.waitForFunction(() => {
    const { seen: directives } = window as unknown as { seen: string[] }
    return directives.length > 0 ? directives : undefined
  })
  return seen.jsonValue() as Promise<string[]>
}

for (const [attempt, directive] of [
  ['inlineScript', 'script-src'],
  ['evaluate', 'script-src'],
  ['makeFunction', 'script-src'],
  ['setHtml', 'require-trusted-types-for'],
  ['fetch', 'connect-src'],
  ['image', 'img-src'],
  ['frame', 'frame-src'],
  ['styleTag', 'style-src'],
  ['submit', 'form-action'],
] as const) {
  test(`the policy refuses ${attempt}`, async () => {
    const violations = await violationsOf(app.page, attempt)
    // Trusted types may refuse code even before the policy on scripts does.
    expect(violations.some((name) => name.startsWith(directive) || name === 'require-trusted-types-for')).toBe(true)
    expect(await app.page.evaluate(() => 'wasRun' in globalThis)).toBe(false)
  })
}

test.describe('the page stays where it is', () => {
  for (const target of ['https://example.com/', 'http://127.0.0.1:9/', 'file:///etc/hostname', 'data:text/html,x']) {
    test(`when it is sent to ${target}`, async () => {
      const before = app.page.url()
      await app.page
        .evaluate((url) => {
          location.href = url
        }, target)
        .catch(() => undefined)
      await app.page.waitForTimeout(300)
      expect(app.page.url()).toBe(before)
      expect(await app.page.evaluate(() => 'bulkdesk' in window)).toBe(true)
    })
  }

  // No `will-navigate` comes before an about: address: the window cannot be kept from it, and comes back.
  test('but for about:blank, from which it comes back with its way to main', async () => {
    const before = app.page.url()
    const hasLeft = app.page.waitForURL('about:blank', { waitUntil: 'commit' })
    await app.page.evaluate(() => void location.assign('about:blank')).catch(() => undefined)
    await hasLeft
    await app.page.waitForURL((url) => url.origin === new URL(before).origin)
    await expect.poll(() => app.page.evaluate(() => 'bulkdesk' in window).catch(() => false)).toBe(true)
  })

  test('when it opens windows, and none appears', async () => {
    const opened = await app.page.evaluate(() => {
      const link = Object.assign(document.createElement('a'), { href: 'https://example.com/', target: '_blank' })
      document.body.append(link)
      link.click()
      return window.open('https://example.com/')
    })
    await app.page.waitForTimeout(300)
    expect(opened).toBeNull()
    expect(app.page.context().pages()).toHaveLength(1)
    expect((await app.desktop()).openedUrls).toEqual([])
  })

  test('and a link to the documentation we vouch for goes to the system browser', async () => {
    await app.page.evaluate(() => window.open('https://docs.oracle.com/en/'))
    await expect.poll(async () => (await app.desktop()).openedUrls).toEqual(['https://docs.oracle.com/en/'])
    expect(app.page.context().pages()).toHaveLength(1)
  })
})

test('every permission is denied', async () => {
  const answers = await app.page.evaluate(async () => {
    const query = async (name: string): Promise<string> =>
      (await navigator.permissions.query({ name: name as PermissionName })).state
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read']
    return Promise.all(names.map(query))
  })
  expect(new Set(answers)).toEqual(new Set(['denied']))
  const geolocation = await app.page.evaluate(
    () =>
      new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('given'),
          ({ code }) => resolve(code),
        ),
      ),
  )
  expect(geolocation).toBe(1)
})

test('a download started by the page comes to nothing', async () => {
  const downloads: string[] = []
  app.page.on('download', (download) => void download.failure().then((failure) => downloads.push(failure ?? 'saved')))
  await app.page.evaluate(() => {
    const url = URL.createObjectURL(new Blob(['a,b']))
    Object.assign(document.createElement('a'), { href: url, download: 'a.csv' }).click()
  })
  await app.page.waitForTimeout(500)
  expect(downloads).not.toContain('saved')
})
