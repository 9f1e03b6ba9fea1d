import { screen, waitFor } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { renderWithApi } from '../../../testing/render-with-api.tsx'
import { SameColumnsNotice } from './same-columns.tsx'

const SENT = { targetUri: '/contacts/imports/5', name: 'Leads', fileName: 'may.csv', sentAt: '2026-05-01T09:00:00Z' }

it('chooses the destination of a file with the same columns by one click', async () => {
  const onPick = vi.fn()
  const listSameColumns = vi.fn(async () => [SENT, { ...SENT, targetUri: '/contacts/imports/6', name: 'Guests' }])
  const { user } = renderWithApi(<SameColumnsNotice headers={['E-mail']} onPick={onPick} />, { listSameColumns })
  await screen.findByText(/may\.csv went to Leads/)
  await user.click(screen.getByRole('button', { name: 'Use Leads again' }))
  await user.click(screen.getByRole('button', { name: 'Use Guests' }))
  expect(onPick.mock.calls).toEqual([['/contacts/imports/5'], ['/contacts/imports/6']])
  expect(listSameColumns).toHaveBeenCalledExactlyOnceWith({ headers: ['E-mail'] })
})

it('says nothing of a file with new columns', async () => {
  const listSameColumns = vi.fn(async () => [])
  const { container } = renderWithApi(<SameColumnsNotice headers={['E-mail']} onPick={() => {}} />, { listSameColumns })
  await waitFor(() => expect(listSameColumns).toHaveBeenCalled())
  expect(container.querySelector('section')).toBeNull()
})
