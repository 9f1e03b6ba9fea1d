import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import type { WaitingRows } from '../../../../shared/uploads/upload.ts'
import { janesConnection } from '../../../testing/samples.ts'
import { aCheck, anUpload } from '../../../testing/upload-samples.ts'
import { runCommand } from '../../../window/commands.ts'
import { currentRoute } from '../../../window/navigation.ts'
import { keepShown } from '../shown-checks.ts'
import { renderUpload } from './testing/render-upload.tsx'

const WAITING: WaitingRows = {
  uploadId: 'u1',
  fileName: 'contacts.csv',
  state: 'staged',
  rows: 119,
  doubtfulRows: 0,
  since: '2025-11-20T14:00:00Z',
  keptUntil: '2025-11-27T14:00:00Z',
}
const OTHERS: WaitingRows = { ...WAITING, uploadId: 'u2', fileName: 'contacts-a.csv', rows: 61 }

describe('staged rows', () => {
  it('wait until the user starts their sync', async () => {
    const startStagedSync = vi.fn(async () => {})
    const { user } = renderUpload(
      anUpload({ state: 'staged', ledger: { inFile: 120, heldBack: 1, sent: 0, staged: 119 } }),
      { startStagedSync },
    )
    await screen.findByText('119 rows staged in Event registrations')
    expect(startStagedSync).not.toHaveBeenCalled()
    const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Import 119 rows now' })
    await waitFor(() => expect(button.disabled).toBe(false))
    await user.click(button)
    expect(startStagedSync).toHaveBeenCalledExactlyOnceWith({ uploadId: 'u1' })
  })

  it('on production are imported only after a question with the count and the definition', async () => {
    keepShown('u1', aCheck({ shown: 'token' }))
    const startStagedSync = vi.fn(async () => {})
    const connections = [{ ...janesConnection, environment: 'production' as const }]
    const { user } = renderUpload(
      anUpload({ state: 'staged', ledger: { inFile: 120, heldBack: 1, sent: 0, staged: 119 }, waiting: WAITING }),
      {
        startStagedSync,
        listConnections: async () => ({ connections, activeId: janesConnection.id }),
        listWaitingRows: async () => [WAITING, OTHERS],
      },
    )
    const button = await screen.findByRole('button', { name: 'Import 119 rows now' })
    await waitFor(() => expect((button as HTMLButtonElement).disabled).toBe(false))
    await user.click(button)
    const dialog = await screen.findByRole('dialog', { name: 'Import 119 rows in production company ACME?' })
    expect(dialog.textContent).toContain('Event registrations (/activities/imports/2900)')
    expect(dialog.textContent).toContain('The sync also imports 61 rows of contacts-a.csv.')
    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }))
    expect(startStagedSync).not.toHaveBeenCalled()
    expect(runCommand('primary')).toBe(true)
    await user.click(await screen.findByRole('button', { name: 'Import 119 rows in production' }))
    expect(startStagedSync).toHaveBeenCalledExactlyOnceWith({ uploadId: 'u1', shown: 'token' })
  })

  it('are discarded only after being asked, as those of others go with them', async () => {
    const discardStaged = vi.fn(async () => {})
    const { user } = renderUpload(
      anUpload({ state: 'staged', ledger: { inFile: 120, heldBack: 1, sent: 0, staged: 119 }, waiting: WAITING }),
      {
        discardStaged,
        listWaitingRows: async () => [WAITING, OTHERS],
      },
    )
    await screen.findByRole('button', { name: 'Open upload' })
    await user.click(screen.getByRole('button', { name: 'Delete staged rows…' }))
    const dialog = await screen.findByRole('dialog', { name: /Delete all staged rows/ })
    expect(
      within(dialog).getByText('Bulkdesk knows of 119 rows of contacts.csv and 61 rows of contacts-a.csv.'),
    ).toBeDefined()
    expect(within(dialog).getByText(/including rows from colleagues/)).toBeDefined()
    expect(discardStaged).not.toHaveBeenCalled()
    await user.click(within(dialog).getByRole('button', { name: 'Delete staged rows' }))
    await waitFor(() => expect(discardStaged).toHaveBeenCalledExactlyOnceWith({ uploadId: 'u1' }))
  })

  it('are said to be dropped when Eloqua has kept them for long enough', async () => {
    renderUpload(anUpload({ state: 'staged', ledger: { inFile: 120, heldBack: 1, sent: 0, staged: 119 } }))
    expect(await screen.findByText(/most likely deleted these/)).toBeDefined()
  })

  it('of an upload that is over are named, and can be discarded', async () => {
    const waiting = { ...WAITING, state: 'stopped', rows: 61 } as const
    const discardStaged = vi.fn(async () => {})
    const { user } = renderUpload(anUpload({ state: 'stopped', waiting, outcome: { kind: 'stopped' } }), {
      discardStaged,
    })
    const left = await screen.findByRole('region', { name: 'Staged rows' })
    expect(left.textContent).toContain('61 rows of this upload are still staged in Event registrations')
    await user.click(within(left).getByRole('button', { name: 'Delete staged rows…' }))
    await user.click(await screen.findByRole('button', { name: 'Delete staged rows' }))
    await waitFor(() => expect(discardStaged).toHaveBeenCalledOnce())
  })

  it('of others hold an upload back, are named with its question, and can be opened', async () => {
    const others = [{ fileName: 'contacts-a.csv', rows: 61 }]
    const question = { kind: 'rows-waiting', others, choices: ['send-on-top', 'stop'] } as const
    const { user } = renderUpload(anUpload({ state: 'needs-you', question }), { listWaitingRows: async () => [OTHERS] })
    const asked = await screen.findByRole('alert', { name: /already has staged rows: 61 rows of contacts-a\.csv/ })
    expect(await within(asked).findByText('61 rows')).toBeDefined()
    await user.click(within(asked).getByRole('button', { name: 'Open upload' }))
    expect(currentRoute()).toEqual({ screen: 'upload', uploadId: 'u2' })
  })
})
