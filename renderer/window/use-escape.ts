import { useEffect } from 'react'

/** Whether a menu, a list of choices or a dialog was open when Esc went down. */
let hadOverlay = false

// Before any other listener, as this file is read before the window is drawn: where motion is reduced, a dialog is gone
// from the page as soon as its own listener has closed it, and the same key must not also leave the page behind it.
window.addEventListener('keydown', noteOverlay, true)

function noteOverlay({ key }: KeyboardEvent): void {
  if (key !== 'Escape') return
  hadOverlay = document.querySelector('[role="menu"], [role="listbox"], [role="dialog"]') !== null
}

/** Esc goes back, unless a menu, a list of choices or a dialog is open: then it is theirs. */
export function useEscape(onEscape: (() => void) | undefined): void {
  useEffect(() => {
    if (!onEscape) return
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !hadOverlay) onEscape()
    }
    window.addEventListener('keydown', onKeyDown, true)
    return () => window.removeEventListener('keydown', onKeyDown, true)
  }, [onEscape])
}
