import { type KeyboardEvent, useRef, useState } from 'react'

/** How far PgUp and PgDn go: about a screen of rows. */
const PAGE = 20

const STEPS: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  PageDown: (at, last) => Math.min(at + PAGE, last),
  PageUp: (at) => Math.max(at - PAGE, 0),
  Home: () => 0,
  End: (_at, last) => last,
}

/**
 * One tab stop for a whole list of rows: arrows, Home, End, PgUp and PgDn move it, Enter opens.
 * Spread `rowProps(index)` on each row and keep `bodyRef` on their parent.
 */
export function useRowKeys(count: number, onOpen?: (index: number) => void) {
  const bodyRef = useRef<HTMLTableSectionElement>(null)
  const [wanted, setWanted] = useState(0)
  const at = Math.min(wanted, Math.max(0, count - 1))

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    // Keys pressed in a button or a field inside the row belong to it.
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Enter' && onOpen) {
      event.preventDefault()
      onOpen(at)
      return
    }
    const step = STEPS[event.key]
    if (!step) return
    event.preventDefault()
    const next = step(at, count - 1)
    setWanted(next)
    const row = bodyRef.current?.children[next]
    if (!(row instanceof HTMLElement)) return
    row.focus()
    row.scrollIntoView({ block: 'nearest' })
  }

  const rowProps = (index: number) => ({
    tabIndex: index === at ? 0 : -1,
    onKeyDown,
    onFocus: () => setWanted(index),
  })
  return { bodyRef, rowProps }
}
