import { screen } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { renderWithApi } from '../../../testing/render-with-api.tsx'
import { anUpload } from '../../../testing/upload-samples.ts'
import { useCommand } from '../../../window/commands.ts'
import { QuestionView } from './question-view.tsx'

const QUESTIONS = {
  'sign-in-again': { kind: 'sign-in-again', choices: ['retry', 'stop'] },
  'sync-in-doubt': { kind: 'sync-in-doubt', listed: true, choices: ['check-again', 'stop'] },
} as const

function Asked({
  kind,
  onSignIn,
}: {
  readonly kind: 'sign-in-again' | 'sync-in-doubt'
  readonly onSignIn: () => void
}) {
  useCommand('sign-in-again', onSignIn)
  return <QuestionView upload={anUpload()} question={QUESTIONS[kind]} />
}

describe('QuestionView', () => {
  it('leads to the sign-in when that is what it asks for, and sends no answer by it', async () => {
    const onSignIn = vi.fn()
    const answerUpload = vi.fn(async () => {})
    const { user } = renderWithApi(<Asked kind="sign-in-again" onSignIn={onSignIn} />, { answerUpload })
    await user.click(screen.getByRole('button', { name: 'Sign in again…' }))
    expect(onSignIn).toHaveBeenCalledOnce()
    expect(answerUpload).not.toHaveBeenCalled()
  })

  it('offers no sign-in for other questions', () => {
    renderWithApi(<Asked kind="sync-in-doubt" onSignIn={() => {}} />)
    expect(screen.queryByRole('button', { name: 'Sign in again…' })).toBeNull()
  })
})
