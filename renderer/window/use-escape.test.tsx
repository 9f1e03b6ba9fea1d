import { screen } from '@testing-library/react'
import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { describe, expect, it, vi } from 'vitest'
import { renderWithApi } from '../testing/render-with-api.tsx'
import { useEscape } from './use-escape.ts'

/** Gone from the page before the next listener hears of the key, as in a window where motion is reduced. */
function Question({ onClose }: { readonly onClose: () => void }) {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => event.key === 'Escape' && flushSync(onClose)
    window.addEventListener('keydown', onKeyDown, true)
    return () => window.removeEventListener('keydown', onKeyDown, true)
  }, [onClose])
  return <div role="dialog">A question</div>
}

function PageWithQuestion({ onLeave }: { readonly onLeave: () => void }) {
  const [isOpen, setIsOpen] = useState(true)
  useEscape(onLeave)
  return isOpen ? <Question onClose={() => setIsOpen(false)} /> : <p>The page</p>
}

describe('Esc', () => {
  it('closes the dialog first, and leaves the page only when pressed again', async () => {
    const onLeave = vi.fn()
    const { user } = renderWithApi(<PageWithQuestion onLeave={onLeave} />)
    await screen.findByRole('dialog')
    await user.keyboard('{Escape}')
    expect(screen.getByText('The page')).toBeTruthy()
    expect(onLeave).not.toHaveBeenCalled()
    await user.keyboard('{Escape}')
    expect(onLeave).toHaveBeenCalledOnce()
  })
})
