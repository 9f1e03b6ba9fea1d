import { screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { renderWithApi } from '../testing/render-with-api.tsx'
import { ErrorBoundary } from './error-boundary.tsx'

let broken = true

function Fragile() {
  if (broken) throw new Error('a fault')
  return <p>Whole again</p>
}

describe('ErrorBoundary', () => {
  beforeEach(() => {
    broken = true
    vi.spyOn(console, 'error').mockImplementation(() => {})
  })
  afterEach(() => {
    vi.restoreAllMocks()
  })

  it('says what a broken screen means for the data, and shows it again when asked', async () => {
    const { user } = renderWithApi(
      <ErrorBoundary>
        <Fragile />
      </ErrorBoundary>,
    )
    expect(screen.getByText(/nothing was lost/)).toBeDefined()
    broken = false
    await user.click(screen.getByRole('button', { name: 'Show screen again' }))
    expect(screen.getByText('Whole again')).toBeDefined()
  })
})
