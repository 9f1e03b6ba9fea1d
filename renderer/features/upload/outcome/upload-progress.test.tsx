import { act, screen } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import type { Transfer } from '../../../../shared/contract/transfer.ts'
import { anUpload } from '../../../testing/upload-samples.ts'
import { renderUpload } from './testing/render-upload.tsx'

const RUNNING: Transfer = {
  transferId: 't1',
  kind: 'upload',
  title: 'x',
  state: 'running',
  progress: { unit: 'bytes', done: 10_000_000, total: 40_000_000, rate: 5, secondsLeft: 9 },
  message: 'Sending part 2 of 3',
  startedAt: '2025-11-20T14:00:00Z',
  uploadId: 'u1',
}

describe('an upload that is paused', () => {
  it('says beside the button what pausing means, stands still, and is resumed', async () => {
    const resumeMeans = 'Goes on where it stopped.'
    const paused: Transfer = { ...RUNNING, state: 'paused', message: 'Paused after part 2.', resumeMeans }
    let now: Transfer = { ...RUNNING, pauseMeans: 'The part on its way is finished.' }
    const pauseTransfer = vi.fn(async () => {})
    const resumeTransfer = vi.fn(async () => {})
    const api = { listTransfers: async () => [now], pauseTransfer, resumeTransfer }
    const { user, client } = renderUpload(anUpload({ state: 'sending' }), api)
    expect(await screen.findByText('The part on its way is finished.')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Pause x' }))
    expect(pauseTransfer).toHaveBeenCalledExactlyOnceWith({ transferId: 't1' })
    now = paused
    act(() => void client.invalidateQueries())
    expect(await screen.findByText('Paused after part 2.')).toBeDefined()
    expect(screen.getByText('10 MB of 40 MB')).toBeDefined()
    expect(screen.getByText(resumeMeans)).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Resume x' }))
    expect(resumeTransfer).toHaveBeenCalledExactlyOnceWith({ transferId: 't1' })
  })

  it('wears the word as well as an icon', async () => {
    renderUpload(anUpload({ state: 'paused' }))
    const badge = (await screen.findByText('Paused')).closest('[data-tone]')
    expect(badge?.querySelector('svg')).not.toBeNull()
  })

  it('cannot be had once Eloqua has everything, and the reason stands there', async () => {
    const transfer: Transfer = { ...RUNNING, whyNoPause: 'Pausing cannot stop a sync.' }
    const pauseTransfer = vi.fn(async () => {})
    const api = { listTransfers: async () => [transfer], pauseTransfer }
    const { user } = renderUpload(anUpload({ state: 'syncing' }), api)
    expect(await screen.findByText('Pausing cannot stop a sync.')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Pause' }))
    expect(pauseTransfer).not.toHaveBeenCalled()
  })
})
