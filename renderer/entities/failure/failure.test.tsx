import { cleanup, screen } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { AppError } from '../../../shared/contract/errors.ts'
import { describeError } from '../../../shared/words/errors.ts'
import { renderWithApi } from '../../testing/render-with-api.tsx'
import { useCommand } from '../../window/commands.ts'
import { Failure } from './failure.tsx'

const ERROR = new AppError({ code: 'gone', message: 'HTTP 410', status: 410, requestId: 'r-77' })

describe('Failure', () => {
  it('says what happened, what it means for the data and what to do, at once and aloud', () => {
    renderWithApi(<Failure error={ERROR} context="saving" />)
    const words = describeError(ERROR, 'saving')
    const alert = screen.getByText(words.title).closest('[role="alert"]')
    expect(alert?.textContent).toContain(words.meaning)
    expect(alert?.textContent).toContain(words.advice)
  })

  it('shows what Eloqua found wrong field by field, without unfolding anything', () => {
    const failures = [{ field: 'filter', value: 'x', constraint: 'Must be shorter' }]
    renderWithApi(<Failure error={{ code: 'validation', message: 'HTTP 400', status: 400, failures }} />)
    expect(screen.getByText('filter: Must be shorter').closest('details')).toBeNull()
  })

  it('copies its details for support', async () => {
    const copyText = vi.fn(async (_request: { text: string }) => {})
    const { user } = renderWithApi(<Failure error={ERROR} />, { copyText })
    await user.click(screen.getByText('Details'))
    await user.click(screen.getByRole('button', { name: 'Copy details' }))
    expect(copyText.mock.calls[0]?.[0].text).toBe('message: HTTP 410\ncode: gone\nstatus: 410\nrequest id: r-77')
  })

  it('leads to where the password is given when the sign-in was refused, but not while signing in', async () => {
    const again = vi.fn()
    const refused = new AppError({ code: 'unauthorized', message: 'HTTP 401', status: 401 })
    function Place() {
      useCommand('sign-in-again', again)
      return <Failure error={refused} />
    }
    const { user } = renderWithApi(<Place />)
    await user.click(screen.getByRole('button', { name: 'Sign in again…' }))
    expect(again).toHaveBeenCalledOnce()
    cleanup()
    renderWithApi(<Failure error={refused} context="signing-in" />)
    expect(screen.queryByRole('button', { name: 'Sign in again…' })).toBeNull()
  })

  it('offers another try only where there is one', async () => {
    const onRetry = vi.fn()
    const { user, rerender } = renderWithApi(<Failure error={ERROR} onRetry={onRetry} />)
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(onRetry).toHaveBeenCalledOnce()
    expect(rerender).toBeDefined()
  })
})
