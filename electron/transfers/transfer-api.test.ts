import { describe, expect, it } from 'vitest'
import { ABSENT_DESKTOP, type Desktop } from '../platform/desktop.ts'
import { createTransferApi } from './transfer-api.ts'
import { createTransferBook, type TransferActions } from './transfer-book.ts'

function deskWith(actions: TransferActions) {
  const shown: string[] = []
  const desktop: Desktop = { ...ABSENT_DESKTOP, showInFolder: (path) => shown.push(path) }
  const transfers = createTransferBook(() => {})
  const handle = transfers.open(
    { kind: 'save', title: 'x', state: 'running', progress: { unit: 'rows', done: 0 }, message: '' },
    actions,
  )
  return { api: createTransferApi({ transfers, desktop }), handle, shown, request: { transferId: handle.transferId } }
}

describe('createTransferApi', () => {
  it('cancels what runs, and does nothing to what has ended', async () => {
    let cancelled = 0
    const { api, handle, request } = deskWith({ cancel: () => (cancelled += 1) })
    await api.cancelTransfer(request)
    handle.update({ state: 'done' })
    await api.cancelTransfer(request)
    expect(cancelled).toBe(1)
  })

  it('says so when it can no longer be canceled', async () => {
    const { api, request } = deskWith({})
    await expect(api.cancelTransfer(request)).rejects.toMatchObject({ code: 'not-allowed-now' })
  })

  it('pauses and resumes, and says why it cannot', async () => {
    const pressed: string[] = []
    const { api, handle, request } = deskWith({
      pause: () => pressed.push('pause'),
      resume: () => pressed.push('resume'),
    })
    await expect(api.pauseTransfer(request)).rejects.toMatchObject({ code: 'not-allowed-now' })
    handle.update({ whyNoPause: 'Eloqua goes on.' })
    await expect(api.pauseTransfer(request)).rejects.toThrow('Eloqua goes on.')
    await api.resumeTransfer(request)
    handle.update({ pauseMeans: 'Nothing is sent.' })
    await api.pauseTransfer(request)
    handle.update({ pauseMeans: undefined, resumeMeans: 'Goes on.' })
    await api.pauseTransfer(request)
    await api.resumeTransfer(request)
    expect(pressed).toEqual(['pause', 'resume'])
    handle.update({ state: 'done', resumeMeans: undefined })
    await api.pauseTransfer(request)
    expect(pressed).toHaveLength(2)
  })

  it('tries again only what has failed or was cancelled', async () => {
    let retried = 0
    const { api, handle, request } = deskWith({ retry: () => (retried += 1) })
    await expect(api.retryTransfer(request)).rejects.toMatchObject({ code: 'not-allowed-now' })
    for (const state of ['failed', 'cancelled'] as const) {
      handle.update({ state })
      await api.retryTransfer(request)
    }
    expect(retried).toBe(2)
  })

  it('forgets what has ended, and nothing else', async () => {
    const { api, handle, request } = deskWith({})
    await expect(api.dismissTransfer(request)).rejects.toMatchObject({ code: 'not-allowed-now' })
    handle.update({ state: 'failed' })
    await api.dismissTransfer(request)
    expect(await api.listTransfers()).toEqual([])
    await expect(api.dismissTransfer(request)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('shows the file where there is one', async () => {
    let path: string | undefined
    const { api, shown, request } = deskWith({ path: () => path })
    await expect(api.showInFolder(request)).rejects.toMatchObject({ code: 'file-missing' })
    path = '/somewhere/out.csv'
    await api.showInFolder(request)
    expect(shown).toEqual(['/somewhere/out.csv'])
  })
})
