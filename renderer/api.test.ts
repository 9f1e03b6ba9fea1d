import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Bridge } from '../shared/contract/bridge.ts'
import { AppError } from '../shared/contract/errors.ts'
import { api, subscribe, takeFiles } from './api.ts'
import { createFakeBridge } from './testing/fake-bridge.ts'

function usePreload(bridge: Bridge): void {
  vi.stubGlobal('bulkdesk', bridge)
}

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('api', () => {
  it('gives what main answered', async () => {
    usePreload(createFakeBridge({ saveReceipt: async () => ({ saved: true }) }).bridge)
    expect(await api.saveReceipt({ uploadId: 'u' })).toEqual({ saved: true })
  })

  it('throws an AppError with every fact main knew', async () => {
    const refused = new AppError({ code: 'conflict', message: 'Busy', status: 409, requestId: 'r-1' })
    usePreload(createFakeBridge({ getSync: () => Promise.reject(refused) }).bridge)
    const error = await api.getSync({ id: 1 }).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(AppError)
    expect((error as AppError).toData()).toEqual(refused.toData())
  })

  it('throws an AppError even when the bridge itself breaks', async () => {
    const { bridge } = createFakeBridge({})
    const broken = { ...bridge, call: () => Promise.reject(new Error('gone')) }
    usePreload(broken)
    await expect(api.getSync({ id: 1 })).rejects.toMatchObject({ name: 'AppError', code: 'unknown' })
  })
})

describe('takeFiles', () => {
  it('hands dropped files over and gets their stand-ins', async () => {
    const fake = createFakeBridge({})
    usePreload(fake.bridge)
    const files = await takeFiles([new File(['a,b'], 'contacts.csv')])
    expect(files.map((file) => file.name)).toEqual(['contacts.csv'])
    expect(fake.taken).toHaveLength(1)
  })
})

describe('subscribe', () => {
  it('hears main until it is told to stop', () => {
    const fake = createFakeBridge({})
    usePreload(fake.bridge)
    const heard: string[] = []
    const stop = subscribe('upload-changed', ({ uploadId }) => heard.push(uploadId))
    fake.emit('upload-changed', { uploadId: 'first' })
    stop()
    fake.emit('upload-changed', { uploadId: 'second' })
    expect(heard).toEqual(['first'])
  })
})
