import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { columnsInView } from './column-layout.ts'
import {
  followScroll,
  type GridGeometry,
  hasDriftedFar,
  measureGrid,
  type Range,
  revealRow,
  rowsInView,
  type ScrollState,
  toScrollTop,
} from './grid-geometry.ts'

/**
 * Where the scrolled element stands, as it told us last. Reading it from the element in the middle of a render would
 * lay out the whole page once more.
 */
interface Place extends ScrollState {
  readonly left: number
}

/** How long the rows must rest before the thumb is put where it belongs. */
const SETTLE_MS = 150

interface View {
  readonly rows: Range
  readonly columns: Range
  /** What is added to a row's own place to get its place behind the scroll bar. */
  readonly shift: number
}

interface ScrolledGrid {
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly rowCount: number
  /** Where each column that scrolls begins, and where the last one ends, in pixels. */
  readonly edges: readonly number[]
  /** What stays at the left, and at the top. */
  readonly frozenWidth: number
  readonly headerHeight: number
}

interface ScaledScroll {
  readonly geometry: GridGeometry
  readonly view: View
  readonly onScroll: () => void
  /** `column` is a place among the columns that scroll; negative for one that is always in view. */
  readonly reveal: (row: number, column: number) => void
  readonly toTop: () => void
}

/**
 * Keeps rows in step with a scroll bar shorter than they are (grid-geometry.ts). React renders only when other rows
 * or columns come into view; within that, the browser scrolls by itself.
 */
export function useScaledScroll(grid: ScrolledGrid): ScaledScroll {
  const { scroller, edges } = grid
  const { geometry, width } = useGeometry(grid)
  const at = useRef<Place>({ scrollTop: 0, offset: 0, left: 0 })
  const [view, show] = useView(geometry, edges, width, at)

  const goTo = useCallback(
    (offset: number) => {
      const element = scroller.current
      if (!element) return
      const scrollTop = setScroll(element, 'scrollTop', at.current.scrollTop, toScrollTop(geometry, offset))
      at.current = { ...at.current, scrollTop, offset }
      show()
    },
    [scroller, geometry, show],
  )
  const settleSoon = useRest(() => {
    const drift = Math.abs(toScrollTop(geometry, at.current.offset) - at.current.scrollTop)
    if (drift > 1) goTo(at.current.offset)
  })

  function onScroll() {
    const { scrollTop = 0, scrollLeft: left = 0 } = scroller.current ?? {}
    at.current = { ...followScroll(geometry, at.current, scrollTop), left }
    if (hasDriftedFar(geometry, at.current)) goTo(at.current.offset)
    else show()
    settleSoon()
  }

  function reveal(row: number, column: number) {
    if (geometry.viewHeight === 0) return
    const offset = revealRow(geometry, at.current.offset, row)
    if (offset !== at.current.offset) goTo(offset)
    if (column < 0 || !scroller.current) return
    if (scrollSideways(scroller.current, at, revealColumn(edges, column, at.current.left, width))) show()
  }

  return { geometry, view, onScroll, reveal, toTop: () => goTo(0) }
}

/** How the rows lie in the room they have, and the width that is left for the columns that scroll. */
function useGeometry({ scroller, rowCount, frozenWidth, headerHeight }: ScrolledGrid) {
  const size = useElementSize(scroller)
  const viewHeight = Math.max(0, size.height - headerHeight)
  const geometry = useMemo(() => measureGrid(rowCount, viewHeight), [rowCount, viewHeight])
  return { geometry, width: Math.max(0, size.width - frozenWidth) }
}

/** What is to be drawn, and a way to find out anew. It stays the same object while the same is in view. */
function useView(
  geometry: GridGeometry,
  edges: readonly number[],
  width: number,
  at: RefObject<Place>,
): readonly [View, () => void] {
  const [view, setView] = useState<View>(() => viewOf(geometry, at.current, edges, width))
  const show = useCallback(() => {
    const next = viewOf(geometry, at.current, edges, width)
    setView((before) => (isSameView(before, next) ? before : next))
  }, [geometry, edges, width, at])
  useLayoutEffect(show, [show])
  return [view, show]
}

/** Calls back once it was not asked to for a while, and never after the component is gone. */
function useRest(callback: () => void): () => void {
  const latest = useRef(callback)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    latest.current = callback
  })
  useEffect(() => () => clearTimeout(timer.current), [])
  return () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => latest.current(), SETTLE_MS)
  }
}

function viewOf(geometry: GridGeometry, at: Place, edges: readonly number[], width: number): View {
  return {
    rows: rowsInView(geometry, at.offset),
    columns: columnsInView(edges, at.left, width),
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

/** The browser rounds what it is given: what it made of it is what the next scroll is measured from. */
function setScroll(element: HTMLElement, side: 'scrollTop' | 'scrollLeft', before: number, next: number): number {
  if (next === before) return before
  element[side] = next
  return element[side]
}

/** Says whether the element moved. */
function scrollSideways(element: HTMLElement, at: RefObject<Place>, left: number): boolean {
  if (left === at.current.left) return false
  at.current = { ...at.current, left: setScroll(element, 'scrollLeft', at.current.left, left) }
  return true
}

/** How far to scroll sideways so that the column is in view, in `width` pixels; the same when it is already. */
function revealColumn(edges: readonly number[], column: number, before: number, width: number): number {
  const left = edges[column] ?? 0
  const right = edges[column + 1] ?? left
  if (left < before || right - left > width) return left
  return right > before + width ? right - width : before
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
