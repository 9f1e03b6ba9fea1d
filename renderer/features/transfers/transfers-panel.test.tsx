import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import type { Transfer } from '../../../shared/contract/transfer.ts'
import { describeError } from '../../../shared/words/errors.ts'
import { transfersWords } from '../../../shared/words/transfers.ts'
import { renderWithApi } from '../../testing/render-with-api.tsx'
import { currentRoute, go } from '../../window/navigation.ts'
import { TransfersPanel } from './transfers-panel.tsx'
import { useTransferEvents } from './use-transfer-events.ts'

const RUNNING: Transfer = {
  transferId: 't1',
  kind: 'upload',
  title: 'contacts.csv → Webinar attendees',
  state: 'running',
  progress: { unit: 'bytes', done: 10, total: 40 },
  message: 'Sending part 1 of 2',
  cancelMeans: 'Stops sending. Nothing was applied.',
  startedAt: '2025-11-20T14:00:00Z',
  uploadId: 'u1',
}

function Panel() {
  useTransferEvents()
  return <TransfersPanel opened onClose={() => {}} />
}

describe('TransfersPanel', () => {
  it('follows a transfer from running to done and offers what can then be done', async () => {
    const showInFolder = vi.fn(async () => {})
    const { cancelMeans: _cancel, ...rest } = RUNNING
    const done: Transfer = { ...rest, kind: 'save', state: 'done', message: 'Saved 3 rows', fileName: 'contacts.csv' }
    let now = RUNNING
    const { user, emit } = renderWithApi(<Panel />, { listTransfers: async () => [now], showInFolder })
    expect((await screen.findByRole('progressbar')).getAttribute('aria-valuenow')).toBe('25')
    now = done
    emit('transfer-changed', done)
    await user.click(await screen.findByRole('button', { name: 'Show in folder' }))
    expect(showInFolder).toHaveBeenCalledExactlyOnceWith({ transferId: 't1' })
    expect(screen.queryByRole('progressbar')).toBeNull()
    expect(screen.getByText('Done: contacts.csv → Webinar attendees')).toBeDefined()
  })

  it('says of what has ended neither a speed nor a time left', async () => {
    const progress = { unit: 'rows', done: 5000, total: 5000, rate: 900, secondsLeft: 0 } as const
    const states = ['done', 'failed', 'cancelled'] as const
    const ended = states.map((state): Transfer => ({ ...RUNNING, transferId: state, state, progress }))
    renderWithApi(<Panel />, { listTransfers: async () => ended })
    expect(await screen.findAllByText(/^5,000 of 5,000 rows/)).toHaveLength(3)
    expect(screen.queryByText(/left|rows\/s/)).toBeNull()
  })

  it('adds a transfer that started after the list was read', async () => {
    const { emit } = renderWithApi(<Panel />, { listTransfers: async () => [] })
    await screen.findByText('Nothing is running')
    emit('transfer-changed', RUNNING)
    expect(await screen.findByText('Sending part 1 of 2')).toBeDefined()
  })

  it('lists the newest first, also where the window heard of one later or of an old one last', async () => {
    const at = (minute: number): Transfer => ({
      ...RUNNING,
      transferId: `t${minute}`,
      title: `file ${minute}`,
      startedAt: `2025-11-20T14:0${minute}:00Z`,
    })
    const { emit } = renderWithApi(<Panel />, { listTransfers: async () => [at(2), at(3)] })
    await screen.findByText('file 2')
    emit('transfer-changed', at(4))
    emit('transfer-changed', at(1))
    await screen.findByText('file 1')
    expect(screen.getAllByText(/^file \d$/).map(({ textContent }) => textContent)).toEqual([
      'file 4',
      'file 3',
      'file 2',
      'file 1',
    ])
  })

  it('says what cancelling means before it cancels', async () => {
    const cancelTransfer = vi.fn(async () => {})
    const { user } = renderWithApi(<Panel />, { listTransfers: async () => [RUNNING], cancelTransfer })
    await user.click(await screen.findByRole('button', { name: 'Cancel…' }))
    expect(screen.getByText('Stops sending. Nothing was applied.')).toBeDefined()
    expect(cancelTransfer).not.toHaveBeenCalled()
    await user.click(screen.getByRole('button', { name: 'Cancel upload' }))
    await waitFor(() => expect(cancelTransfer).toHaveBeenCalledExactlyOnceWith({ transferId: 't1' }))
  })

  it('pauses and resumes, and says how far it came instead of how fast it goes', async () => {
    const [pauseTransfer, resumeTransfer] = [vi.fn(async () => {}), vi.fn(async () => {})]
    const progress = { unit: 'rows', done: 10, total: 40, rate: 5, secondsLeft: 6 } as const
    const going: Transfer = { ...RUNNING, progress, pauseMeans: 'The part on its way is finished.' }
    const { pauseMeans: _pause, ...rest } = going
    const paused: Transfer = { ...rest, state: 'paused', message: 'Paused after part 1.', resumeMeans: 'Goes on.' }
    let now = going
    const { user, emit } = renderWithApi(<Panel />, { listTransfers: async () => [now], pauseTransfer, resumeTransfer })
    await user.click(await screen.findByRole('button', { name: `Pause ${RUNNING.title}` }))
    expect(pauseTransfer).toHaveBeenCalledExactlyOnceWith({ transferId: 't1' })
    now = paused
    emit('transfer-changed', paused)
    expect(await screen.findByText('10 of 40 rows')).toBeDefined()
    expect(screen.getByText('Paused')).toBeDefined()
    expect(screen.getByText(`${RUNNING.title}: Paused after part 1.`)).toBeDefined()
    expect(screen.getByRole('progressbar').getAttribute('aria-valuetext')).toBe('Paused, 10 of 40 rows')
    await user.click(screen.getByRole('button', { name: `Resume ${RUNNING.title}` }))
    expect(resumeTransfer).toHaveBeenCalledExactlyOnceWith({ transferId: 't1' })
  })

  it('offers no way to cancel what cannot be cancelled', async () => {
    const { cancelMeans: _cancel, ...stuck } = RUNNING
    renderWithApi(<Panel />, { listTransfers: async () => [stuck] })
    await screen.findByText('Sending part 1 of 2')
    expect(screen.queryByRole('button', { name: 'Cancel…' })).toBeNull()
  })

  it('shows no notice of what the page on screen tells: an upload, or files that were sent together', async () => {
    const ended = (transferId: string, groupId?: string): Transfer => ({
      ...RUNNING,
      ...{ transferId, uploadId: transferId, title: `file ${transferId}`, state: 'done' },
      ...(groupId ? { groupId } : {}),
    })
    const { emit } = renderWithApi(<Panel />, { listTransfers: async () => [] })
    await screen.findByText(transfersWords.none)
    act(() => go({ screen: 'upload', groupId: 'g1' }))
    act(() => emit('transfer-changed', ended('a', 'g1')))
    act(() => go({ screen: 'upload', uploadId: 'b' }))
    act(() => emit('transfer-changed', ended('b', 'g1')))
    act(() => emit('transfer-changed', ended('c', 'g1')))
    const notices = () => [...document.querySelectorAll('.mantine-Notification-title')].map((it) => it.textContent)
    await waitFor(() => expect(notices()).toEqual(['Done: file c']))
  })

  it('leads to the upload that has a question', async () => {
    const asking: Transfer = { ...RUNNING, state: 'needs-you' }
    const { user } = renderWithApi(<Panel />, { listTransfers: async () => [asking] })
    await user.click(await screen.findByRole('button', { name: 'Review' }))
    expect(currentRoute()).toEqual({ screen: 'upload', uploadId: 'u1' })
  })

  it('says what a failed save means for the data', async () => {
    const error = { code: 'disk-full', message: 'No space left' } as const
    const failed: Transfer = { ...RUNNING, kind: 'save', state: 'failed', error }
    renderWithApi(<Panel />, { listTransfers: async () => [failed] })
    expect(await screen.findByText(describeError(error, 'saving').meaning)).toBeDefined()
  })

  it('closes by Esc even while the focus is still on an item of a menu that has closed', async () => {
    const onClose = vi.fn()
    renderWithApi(
      <>
        <div role="menuitem" tabIndex={-1} data-mantine-stop-propagation="true">
          As a spreadsheet
        </div>
        <TransfersPanel opened onClose={onClose} />
      </>,
      { listTransfers: async () => [] },
    )
    await screen.findByText('Nothing is running')
    fireEvent.keyDown(screen.getByText('As a spreadsheet'), { key: 'Escape' })
    expect(onClose).toHaveBeenCalled()
  })
})
