/** Height of a row and of the header, CSS pixels. */
export const ROW_HEIGHT = 28
/** Rows drawn above and below the view, so that a scroll the browser makes before we hear of it shows no gap. */
const OVERSCAN_ROWS = 8

/**
 * Browsers stop laying out at about 33,500,000 device pixels (Chromium), fewer CSS pixels when the user zooms in.
 * 8,000,000 stays under that at 400 % zoom.
 */
const MAX_SPACER_HEIGHT = 8_000_000
/** Enough to scroll for a while in either direction before the thumb has to be put where it belongs. */
const EXACT_END = 200_000

/** How the rows of a grid lie behind a scroll bar that may be shorter than they are. All lengths in CSS pixels. */
export interface GridGeometry {
  readonly rowCount: number
  /** Height of the visible rows, without the header. */
  readonly viewHeight: number
  /** Height of the element that makes the scroll bar. */
  readonly spacerHeight: number
  /** Greatest scrollTop. */
  readonly maxScroll: number
  /** Greatest offset: distance from the top of row 0 to the top of the view. */
  readonly maxOffset: number
  /** Length at either end of the scroll bar in which one pixel of it is one pixel of rows. */
  readonly exactEnd: number
}

export function measureGrid(rowCount: number, viewHeight: number, maxSpacer = MAX_SPACER_HEIGHT): GridGeometry {
  const content = rowCount * ROW_HEIGHT
  const spacerHeight = Math.min(content, Math.max(maxSpacer, viewHeight))
  const maxScroll = Math.max(0, spacerHeight - viewHeight)
  const maxOffset = Math.max(0, content - viewHeight)
  return {
    rowCount,
    viewHeight,
    spacerHeight,
    maxScroll,
    maxOffset,
    exactEnd: Math.min(EXACT_END, Math.floor(maxScroll / 4)),
  }
}

/**
 * Where the scroll bar stands when the view is `offset` below the first row. Exact near both ends, so that
 * the first and last rows are reached pixel by pixel; proportional between them.
 */
export function toScrollTop(geometry: GridGeometry, offset: number): number {
  const { maxScroll, maxOffset, exactEnd } = geometry
  const clamped = clamp(offset, 0, maxOffset)
  if (maxOffset === maxScroll || clamped <= exactEnd) return clamped
  const fromEnd = maxOffset - clamped
  if (fromEnd <= exactEnd) return maxScroll - fromEnd
  const share = (clamped - exactEnd) / (maxOffset - 2 * exactEnd)
  return exactEnd + share * (maxScroll - 2 * exactEnd)
}

/** The inverse of `toScrollTop`: where the view is when the thumb was dragged to `scrollTop`. */
export function toOffset(geometry: GridGeometry, scrollTop: number): number {
  const { maxScroll, maxOffset, exactEnd } = geometry
  const clamped = clamp(scrollTop, 0, maxScroll)
  if (maxOffset === maxScroll || clamped <= exactEnd) return clamped
  const fromEnd = maxScroll - clamped
  if (fromEnd <= exactEnd) return maxOffset - fromEnd
  const share = (clamped - exactEnd) / (maxScroll - 2 * exactEnd)
  return exactEnd + share * (maxOffset - 2 * exactEnd)
}

export interface ScrollState {
  readonly scrollTop: number
  readonly offset: number
}

/**
 * What a scroll to `scrollTop` means. A wheel, a key or a swipe moves the scroll bar a little, and the rows move
 * by exactly as much; a jump of several views is a dragged thumb, and its place on the bar is what counts.
 */
export function followScroll(geometry: GridGeometry, before: ScrollState, scrollTop: number): ScrollState {
  const moved = scrollTop - before.scrollTop
  const isSmall = Math.abs(moved) <= 3 * geometry.viewHeight
  const isAtEdge = scrollTop <= 0 || scrollTop >= geometry.maxScroll
  if (!isSmall || isAtEdge) return { scrollTop, offset: toOffset(geometry, scrollTop) }
  return { scrollTop, offset: clamp(before.offset + moved, 0, geometry.maxOffset) }
}

/**
 * The offset that shows `row`: the same when it is in view already, with the least movement when it is near, and
 * in the middle of the view after a jump, so that what is around it can be seen.
 */
export function revealRow(geometry: GridGeometry, offset: number, row: number): number {
  const top = row * ROW_HEIGHT
  const lowest = top + ROW_HEIGHT - geometry.viewHeight
  const distance = Math.max(offset - top, lowest - offset)
  if (distance > geometry.viewHeight) return clamp((top + lowest) / 2, 0, geometry.maxOffset)
  if (offset > top) return clamp(top, 0, geometry.maxOffset)
  if (offset < lowest) return clamp(lowest, 0, geometry.maxOffset)
  return offset
}

/**
 * Whether the thumb has drifted so far from where the rows are that it should be put back at once: before it meets
 * an end of the bar that is no end of the rows.
 */
export function hasDriftedFar(geometry: GridGeometry, at: ScrollState): boolean {
  return Math.abs(toScrollTop(geometry, at.offset) - at.scrollTop) > geometry.exactEnd / 2
}

export interface Range {
  readonly first: number
  /** Inclusive; smaller than `first` when the range is empty. */
  readonly last: number
}

/** The rows to draw at this offset. */
export function rowsInView(geometry: GridGeometry, offset: number, overscan = OVERSCAN_ROWS): Range {
  const first = Math.floor(offset / ROW_HEIGHT) - overscan
  const last = Math.ceil((offset + geometry.viewHeight) / ROW_HEIGHT) - 1 + overscan
  return { first: Math.max(0, first), last: Math.min(geometry.rowCount - 1, last) }
}

/** Whole rows that fit in the view: what Page Down moves by. At least 1. */
export function rowsPerView(geometry: GridGeometry): number {
  return Math.max(1, Math.floor(geometry.viewHeight / ROW_HEIGHT))
}

export function clamp(value: number, lowest: number, highest: number): number {
  return Math.min(Math.max(value, lowest), Math.max(lowest, highest))
}
