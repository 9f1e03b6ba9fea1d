import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { columnsInView } from './column-layout.ts'
import {
  followScroll,
  type GridGeometry,
  hasDriftedFar,
  measureGrid,
  type Range,
  ROW_HEIGHT,
  revealRow,
  rowsInView,
  toScrollTop,
} from './grid-geometry.ts'

/** How long the rows must rest before the thumb is put where it belongs. */
const SETTLE_MS = 150

interface View {
  readonly rows: Range
  readonly columns: Range
  /** What is added to a row's own place to get its place behind the scroll bar. */
  readonly shift: number
}

interface ScaledScroll {
  readonly geometry: GridGeometry
  readonly view: View
  readonly onScroll: () => void
  readonly reveal: (row: number, column: number) => void
  readonly toTop: () => void
}

/**
 * Keeps rows in step with a scroll bar shorter than they are (grid-geometry.ts). React renders only when other rows
 * or columns come into view; within that, the browser scrolls by itself.
 */
export function useScaledScroll(
  scroller: RefObject<HTMLDivElement | null>,
  rowCount: number,
  edges: readonly number[],
  frozenWidth: number,
): ScaledScroll {
  const size = useElementSize(scroller)
  const geometry = useMemo(() => measureGrid(rowCount, Math.max(0, size.height - ROW_HEIGHT)), [rowCount, size.height])
  const at = useRef({ scrollTop: 0, offset: 0 })
  const settle = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [view, setView] = useState<View>(() => viewOf(geometry, at.current, edges, 0, size.width))

  const show = useCallback(() => {
    const left = scroller.current?.scrollLeft ?? 0
    const next = viewOf(geometry, at.current, edges, left, size.width - frozenWidth)
    setView((before) => (isSameView(before, next) ? before : next))
  }, [scroller, geometry, edges, size.width, frozenWidth])

  /** The browser rounds what it is given: what it made of it is what the next scroll is measured from. */
  const goTo = useCallback(
    (offset: number) => {
      const element = scroller.current
      if (!element) return
      element.scrollTop = toScrollTop(geometry, offset)
      at.current = { scrollTop: element.scrollTop, offset }
      show()
    },
    [scroller, geometry, show],
  )

  const onScroll = useCallback(() => {
    at.current = followScroll(geometry, at.current, scroller.current?.scrollTop ?? 0)
    clearTimeout(settle.current)
    if (hasDriftedFar(geometry, at.current)) return goTo(at.current.offset)
    show()
    settle.current = setTimeout(() => {
      const drift = Math.abs(toScrollTop(geometry, at.current.offset) - at.current.scrollTop)
      if (drift > 1) goTo(at.current.offset)
    }, SETTLE_MS)
  }, [scroller, geometry, show, goTo])

  const reveal = useCallback(
    (row: number, column: number) => {
      if (geometry.viewHeight === 0) return
      const offset = revealRow(geometry, at.current.offset, row)
      if (offset !== at.current.offset) goTo(offset)
      if (scroller.current) revealColumn(scroller.current, edges, column, frozenWidth)
    },
    [scroller, geometry, edges, frozenWidth, goTo],
  )

  const toTop = useCallback(() => goTo(0), [goTo])
  useLayoutEffect(show, [show])
  useEffect(() => () => clearTimeout(settle.current), [])
  return { geometry, view, onScroll, reveal, toTop }
}

function viewOf(
  geometry: GridGeometry,
  at: { scrollTop: number; offset: number },
  edges: readonly number[],
  left: number,
  width: number,
): View {
  return {
    rows: rowsInView(geometry, at.offset),
    columns: columnsInView(edges, left, Math.max(0, width)),
    shift: Math.round(at.scrollTop - at.offset),
  }
}

function isSameView(a: View, b: View): boolean {
  return (
    a.shift === b.shift &&
    a.rows.first === b.rows.first &&
    a.rows.last === b.rows.last &&
    a.columns.first === b.columns.first &&
    a.columns.last === b.columns.last
  )
}

function revealColumn(element: HTMLElement, edges: readonly number[], column: number, frozenWidth: number): void {
  const left = edges[column] ?? 0
  const right = edges[column + 1] ?? left
  const width = element.clientWidth - frozenWidth
  if (left < element.scrollLeft || right - left > width) element.scrollLeft = left
  else if (right > element.scrollLeft + width) element.scrollLeft = right - width
}

function useElementSize(ref: RefObject<HTMLElement | null>): { width: number; height: number } {
  const [size, setSize] = useState({ width: 0, height: 0 })
  useLayoutEffect(() => {
    const element = ref.current
    if (!element) return
    const measure = () =>
      setSize((before) => {
        const { clientWidth: width, clientHeight: height } = element
        return before.width === width && before.height === height ? before : { width, height }
      })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [ref])
  return size
}
