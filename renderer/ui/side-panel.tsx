import { CloseButton } from '@mantine/core'
import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from 'react'
import { sidePanelWords } from '../../shared/words/controls.ts'
import classes from './side-panel.module.css'

const NARROWEST = 260
const WIDEST = 720
const STEP = 24

/** What the user made of it lasts until the window closes, for every panel alike. */
let lastWidth = 340

interface SidePanelProps {
  readonly title: ReactNode
  /** What the panel is, for screen readers. */
  readonly label: string
  /** Stands between the title and the close button. */
  readonly actions?: ReactNode
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A panel docked at the right of what it tells more about. Its left edge is pulled, or moved with the arrow keys. */
export function SidePanel({ title, label, actions, onClose, children }: SidePanelProps) {
  const [width, setWidth] = useState(lastWidth)
  const resize = (wanted: number) => {
    lastWidth = Math.min(Math.max(Math.round(wanted), NARROWEST), WIDEST)
    setWidth(lastWidth)
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.stopPropagation()
    onClose()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc closes the panel from wherever the focus is in it
    <div className={classes.panel} style={{ width }} onKeyDown={onKeyDown}>
      <Edge width={width} onResize={resize} />
      <div className={classes.header}>
        <h2 className={classes.title}>{title}</h2>
        {actions}
        <CloseButton size="sm" aria-label={sidePanelWords.close(label)} onClick={onClose} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={classes.body} aria-label={label} tabIndex={0}>
        {children}
      </section>
    </div>
  )
}

function Edge({ width, onResize }: { readonly width: number; readonly onResize: (width: number) => void }) {
  function onPointerDown(event: PointerEvent<HTMLElement>) {
    event.preventDefault()
    const edge = event.currentTarget
    const from = event.clientX
    const pull = (moved: globalThis.PointerEvent) => onResize(width + from - moved.clientX)
    edge.setPointerCapture(event.pointerId)
    edge.addEventListener('pointermove', pull)
    edge.addEventListener('lostpointercapture', () => edge.removeEventListener('pointermove', pull), { once: true })
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowLeft: STEP, ArrowRight: -STEP }[event.key]
    if (step === undefined) return
    event.preventDefault()
    onResize(width + step)
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule between two paragraphs cannot be moved
    <div
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={sidePanelWords.width}
      aria-valuenow={width}
      aria-valuemin={NARROWEST}
      aria-valuemax={WIDEST}
      className={classes.edge}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
    />
  )
}
