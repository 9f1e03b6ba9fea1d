import { useEffect } from 'react'

/** Esc goes back, unless a menu, a list of choices or a dialog is open: then it is theirs. */
export function useEscape(onEscape: (() => void) | undefined): void {
  useEffect(() => {
    if (!onEscape) return
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      if (!document.querySelector('[role="menu"], [role="listbox"], [role="dialog"]')) onEscape()
    }
    // Before the menu closes itself on the same key, so that it is still there to be seen.
    window.addEventListener('keydown', onKeyDown, true)
    return () => window.removeEventListener('keydown', onKeyDown, true)
  }, [onEscape])
}
