import { describe, expect, it } from 'vitest'
import { StrictEmitter } from './emitter.ts'
import { NotImplementedError, refuseUnknownKeys, strict } from './strict.ts'

describe('strict', () => {
  const app = strict('app', { name: 'Bulkdesk', getVersion: () => '1' })

  it('lets through what is there', () => {
    expect(app.name).toBe('Bulkdesk')
    expect(app.getVersion()).toBe('1')
  })

  it('throws on a call that is not implemented, and names it', () => {
    expect(() => (app as unknown as { setBadgeCount(n: number): void }).setBadgeCount(1)).toThrow('app.setBadgeCount')
  })

  it('throws on setting a property that is not implemented', () => {
    expect(() => Object.assign(app, { userAgentFallback: 'x' })).toThrow(NotImplementedError)
  })

  it('can be awaited', async () => {
    expect(await app).toBe(app)
  })
})

describe('refuseUnknownKeys', () => {
  it('throws on an option nobody honours', () => {
    expect(() => refuseUnknownKeys('BrowserWindow', { kiosk: true }, ['width'])).toThrow('"kiosk"')
    expect(() => refuseUnknownKeys('BrowserWindow', { width: 1 }, ['width'])).not.toThrow()
  })
})

describe('StrictEmitter', () => {
  it('throws when listening to an event that never comes', () => {
    expect(() => new StrictEmitter('app', ['ready']).on('gpu-info-update', () => undefined)).toThrow('gpu-info-update')
  })

  it('tells whether a listener prevented the default', () => {
    const emitter = new StrictEmitter('window', ['close'])
    expect(emitter.emitPreventable('close')).toBe(false)
    emitter.on('close', (event: { preventDefault(): void }) => event.preventDefault())
    expect(emitter.emitPreventable('close')).toBe(true)
  })
})
