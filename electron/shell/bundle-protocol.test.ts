import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

const registered = vi.hoisted(() => ({ schemes: [] as unknown[] }))
vi.mock('electron', () => ({
  protocol: { registerSchemesAsPrivileged: (schemes: unknown[]) => registered.schemes.push(...schemes) },
}))
const { CONTENT_SECURITY_POLICY, createBundleHandler, readBundleManifest, registerBundleScheme } = await import(
  './bundle-protocol.ts'
)

const SECRET = 'outside the bundle'
const FILES: Readonly<Record<string, string>> = {
  'index.html': '<!doctype html>',
  'assets/index-a1.js': 'export {}',
  'assets/style-b2.css': ':root {}',
  'assets/inter.woff2': 'font',
}
let folder: string
let serve: ReturnType<typeof createBundleHandler>

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bulkdesk-bundle-'))
  mkdirSync(join(folder, 'dist', 'assets'), { recursive: true })
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, 'dist', name), text)
  writeFileSync(join(folder, 'secret.txt'), SECRET)
  serve = createBundleHandler(readBundleManifest(join(folder, 'dist')))
})
afterAll(() => rmSync(folder, { recursive: true }))

const get = (url: string) => serve({ url, method: 'GET' })

describe('the bundle protocol', () => {
  it.each([
    ['index.html', 'text/html; charset=utf-8'],
    ['assets/index-a1.js', 'text/javascript; charset=utf-8'],
    ['assets/style-b2.css', 'text/css; charset=utf-8'],
    ['assets/inter.woff2', 'font/woff2'],
  ])('serves %s with its type, the policy and nosniff', async (name, type) => {
    const response = await get(`app://bundle/${name}`)
    expect(response.status).toBe(200)
    expect(await response.text()).toBe(FILES[name])
    expect(response.headers.get('content-type')).toBe(type)
    expect(response.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  })

  it.each([
    'app://bundle/',
    'app://bundle',
    'app://bundle//index.html',
    'app://bundle/./index.html',
    'app://bundle/../secret.txt',
    'app://bundle/assets/../../secret.txt',
    'app://bundle/%2e%2e/secret.txt',
    'app://bundle/..%2fsecret.txt',
    'app://bundle/..%5csecret.txt',
    'app://bundle/..\\secret.txt',
    'app://bundle/%252e%252e%252fsecret.txt',
    'app://bundle/index.html%00.txt',
    'app://bundle/index.html\0',
    'app://bundle/index.html.',
    'app://bundle/index.html ',
    'app://bundle/INDEX.HTML',
    'app://bundle/index.html?x=1',
    'app://bundle/index.html#x',
    'app://bundle/C:/Windows/win.ini',
    'app://bundle///server/share/x',
    'app://bundle/__proto__',
    'app://bundle/constructor',
    'app://other/index.html',
    'app://bundle.evil/index.html',
    'app://bundle@evil/index.html',
    'app://bundle:80/index.html',
    'file:///etc/passwd',
    'https://example.com/index.html',
  ])('answers 404 to %s, with the policy', async (url) => {
    const response = await get(url)
    expect(response.status).toBe(404)
    expect(response.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY)
  })

  it('never serves anything but the built files, whatever is asked', async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '..',
        '.',
        '/',
        '\\',
        '%2e',
        '%2f',
        '%5c',
        '%00',
        'secret.txt',
        'index.html',
        'assets',
        'C:',
        '//',
        '?',
        '#',
        '\0',
      ),
      fc.string({ maxLength: 4 }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 8 }), async (pieces) => {
        const response = await get(`app://bundle/${pieces.join('')}`)
        const text = await response.text()
        expect(text).not.toContain(SECRET)
        expect(response.status === 404 || Object.values(FILES).includes(text)).toBe(true)
        if (response.status !== 404) expect(FILES).toHaveProperty([pieces.join('')])
      }),
      { numRuns: 3_000 },
    )
  })

  it.each(['POST', 'HEAD', 'PUT', 'OPTIONS'])('answers 405 to %s', async (method) => {
    expect((await serve({ url: 'app://bundle/index.html', method })).status).toBe(405)
  })

  it('has a policy without exceptions', () => {
    expect(CONTENT_SECURITY_POLICY).not.toMatch(/unsafe|\*|https?:|blob:/)
    for (const rule of [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "connect-src 'none'",
      "trusted-types 'none'",
    ]) {
      expect(CONTENT_SECURITY_POLICY.split('; ')).toContain(rule)
    }
  })

  it('gives its scheme the rights of https and no more', () => {
    registerBundleScheme()
    expect(registered.schemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ])
  })
})
