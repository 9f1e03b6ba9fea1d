import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SILENT_LOG } from '../testing/memory-log.ts'

const electron = vi.hoisted(() => ({ app: undefined as unknown }))
vi.mock('electron', () => electron)

class App extends EventEmitter {
  readonly exits: number[] = []
  exit = (code: number) => this.exits.push(code)
}
const app = new App()
electron.app = app
const { quitInOrder } = await import('./quit.ts')

beforeEach(() => {
  vi.useFakeTimers()
  app.removeAllListeners()
  app.exits.length = 0
})
afterEach(() => vi.useRealTimers())

describe('quitInOrder', () => {
  it('ends the process once everything has stopped, or failed to', async () => {
    for (const stop of [async () => undefined, () => Promise.reject(new Error('stuck'))]) {
      quitInOrder(stop, SILENT_LOG)
      app.emit('will-quit', { preventDefault: () => undefined })
      await vi.advanceTimersByTimeAsync(0)
    }
    expect(app.exits).toEqual([0, 0])
  })

  it('waits three seconds and no longer', async () => {
    quitInOrder(() => new Promise(() => undefined), SILENT_LOG)
    app.emit('will-quit', { preventDefault: () => undefined })
    await vi.advanceTimersByTimeAsync(2_900)
    expect(app.exits).toEqual([])
    await vi.advanceTimersByTimeAsync(200)
    expect(app.exits).toEqual([0])
  })
})
