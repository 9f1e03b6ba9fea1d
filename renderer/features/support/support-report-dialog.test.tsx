import { act, screen, waitFor } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { AppError } from '../../../shared/contract/errors.ts'
import { Failure } from '../../entities/failure/failure.tsx'
import { renderWithApi } from '../../testing/render-with-api.tsx'
import { runCommand } from '../../window/commands.ts'
import { SupportReportDialog } from './support-report-dialog.tsx'

const OPEN = 'Save a report for support…'

describe('the report for support', () => {
  it('is offered beside an error that Bulkdesk does not know, is shown in full, and then saved', async () => {
    const saveSupportReport = vi.fn(async (_request: { reportId: string }) => ({ saved: true }))
    const { user } = renderWithApi(
      <>
        <Failure error={{ code: 'unknown', message: 'x' }} />
        <SupportReportDialog />
      </>,
      { makeSupportReport: async () => ({ reportId: 'r-1', text: 'Versions\n  Bulkdesk: 1.2.3' }), saveSupportReport },
    )
    expect(screen.getByRole('button', { name: 'Copy details' }).closest('details')?.open).toBe(true)
    await user.click(screen.getByRole('button', { name: OPEN }))
    expect((await screen.findByRole('region', { name: 'Report' })).textContent).toBe('Versions\n  Bulkdesk: 1.2.3')
    expect(saveSupportReport).not.toHaveBeenCalled()
    await user.click(screen.getByRole('button', { name: 'Save report' }))
    expect(saveSupportReport).toHaveBeenCalledWith({ reportId: 'r-1' })
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  it('stays open when the user closed the save dialog', async () => {
    const { user } = renderWithApi(<SupportReportDialog />, {
      makeSupportReport: async () => ({ reportId: 'r-1', text: 'x' }),
      saveSupportReport: async () => ({ saved: false }),
    })
    act(() => void runCommand('support-report'))
    await screen.findByRole('region', { name: 'Report' })
    await user.click(screen.getByRole('button', { name: 'Save report' }))
    expect(screen.getByRole('dialog')).toBeDefined()
  })

  it('says when the report could not be made, and cannot be saved then', async () => {
    const refused = new AppError({ code: 'disk-denied', message: 'x' })
    renderWithApi(<SupportReportDialog />, { makeSupportReport: () => Promise.reject(refused) })
    act(() => void runCommand('support-report'))
    await screen.findByRole('alert')
    expect(screen.getByRole('button', { name: 'Save report' }).hasAttribute('disabled')).toBe(true)
  })

  it('is not offered beside an error that Bulkdesk explains', () => {
    renderWithApi(<Failure error={{ code: 'not-found', message: 'x', status: 404 }} />)
    expect(screen.queryByRole('button', { name: OPEN })).toBeNull()
  })
})
