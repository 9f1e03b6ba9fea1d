import type { DragEvent, PointerEvent } from 'react'
import type { GridColumn } from './column-layout.ts'

/** Handlers for the edge of a header: pulled it changes the column's width, double-clicked it fits the content. */
export function useColumnResize(
  column: GridColumn,
  onResize: (name: string, width: number) => void,
  onFit: (name: string) => void,
) {
  function onPointerDown(event: PointerEvent<HTMLElement>) {
    event.preventDefault()
    event.stopPropagation()
    const grip = event.currentTarget
    const from = { x: event.clientX, width: column.width }
    const pull = (moved: globalThis.PointerEvent) => {
      // The second press of a double-click is no pull.
      if (moved.clientX !== from.x) onResize(column.name, from.width + moved.clientX - from.x)
    }
    grip.setPointerCapture(event.pointerId)
    grip.addEventListener('pointermove', pull)
    grip.addEventListener('lostpointercapture', () => grip.removeEventListener('pointermove', pull), { once: true })
  }
  // The header around the edge can be dragged to another place; pulling its edge must not start that.
  const onDragStart = (event: DragEvent) => {
    event.preventDefault()
    event.stopPropagation()
  }
  return { onPointerDown, onDragStart, onDoubleClick: () => onFit(column.name), draggable: true }
}
