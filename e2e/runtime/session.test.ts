import { describe, expect, it } from 'vitest'
import { session, sessionBehind } from './session.ts'

function fresh() {
  const given = session.fromPartition(`test-${Math.random()}`)
  return { given, behind: sessionBehind(given) }
}
const request = { url: 'app://bundle/index.html', method: 'GET', resourceType: 'Document' }

describe('the session of the stand-in', () => {
  it("answers the page from main's protocol handler, headers included", async () => {
    const { given, behind } = fresh()
    given.protocol.handle('app', async ({ url }) => new Response(url, { headers: { 'x-policy': 'strict' } }))
    const answer = await behind.answer(request)
    if (typeof answer === 'string') throw new Error(answer)
    expect([await answer.text(), answer.headers.get('x-policy')]).toEqual([request.url, 'strict'])
  })

  it('cancels what main cancels, and what nobody handles', async () => {
    const { given, behind } = fresh()
    given.protocol.handle('app', async () => new Response('x'))
    given.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: url.endsWith('.png') }))
    expect(await behind.answer({ ...request, url: 'app://bundle/a.png' })).toBe('cancel')
    expect(await behind.answer({ ...request, url: 'https://example.com/' })).toBe('cancel')
    expect(await behind.answer(request)).not.toBe('cancel')
  })

  it('lets a page have the network where main handles no scheme, and main still sees each request by its kind', async () => {
    const { given, behind } = fresh()
    const kinds: string[] = []
    given.webRequest.onBeforeRequest(({ url, resourceType }, answer) => {
      kinds.push(resourceType)
      answer({ cancel: !url.startsWith('https:') })
    })
    const page = { method: 'GET', resourceType: 'Document' }
    expect(await behind.answer({ ...page, url: 'https://login.eloqua.com/', isMainFrame: true })).toBe('continue')
    expect(await behind.answer({ ...page, url: 'http://example.com/', isMainFrame: false })).toBe('cancel')
    expect(kinds).toEqual(['mainFrame', 'subFrame'])
  })

  it("grants only the permissions that both of main's handlers grant", () => {
    const { given, behind } = fresh()
    given.setPermissionRequestHandler((_contents, permission, answer) => answer(permission !== 'media'))
    given.setPermissionCheckHandler((_contents, permission) => permission !== 'midi')
    expect(behind.grantedPermissions()).not.toContain('camera')
    expect(behind.grantedPermissions()).not.toContain('midi')
    expect(behind.grantedPermissions()).toContain('geolocation')
  })

  it('refuses handlers that would hand out devices or the screen, which it cannot honour', () => {
    const { given } = fresh()
    expect(() => given.setDevicePermissionHandler(() => true)).toThrow('setDevicePermissionHandler')
    expect(() => given.setDisplayMediaRequestHandler((_request, answer) => answer({}))).toThrow('setDisplayMedia')
  })
})
