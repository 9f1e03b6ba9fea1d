import type { ColumnLayout } from '../../../shared/contract/window-settings.ts'

export const MIN_COLUMN_WIDTH = 60
export const MAX_COLUMN_WIDTH = 800

/** A column as the grid shows it. */
export interface GridColumn {
  /** Position among the columns of the data: where a row's cell is. */
  readonly source: number
  readonly name: string
  /** CSS pixels. */
  readonly width: number
  /** Numbers stand at the right, so that their digits line up. */
  readonly align?: 'end'
  /** Stays at the left. Pinned columns come first. */
  readonly pinned?: boolean
}

export const PLAIN_LAYOUT: ColumnLayout = { order: [], hidden: [], widths: {} }

/** Every column in the order chosen, hidden ones included. */
export function orderColumns(names: readonly string[], layout: ColumnLayout): readonly string[] {
  const known = new Set(names)
  const chosen = layout.order.filter((name) => known.has(name))
  const named = new Set(chosen)
  return [...chosen, ...names.filter((name) => !named.has(name))]
}

/** The columns to show. `guess` gives the width of a column nobody has set. */
export function arrangeColumns(
  names: readonly string[],
  layout: ColumnLayout,
  guess: (source: number) => number,
): readonly GridColumn[] {
  const sources = new Map(names.map((name, source) => [name, source]))
  const hidden = new Set(layout.hidden)
  const pinned = new Set(layout.pinned)
  const shown = orderColumns(names, layout).filter((name) => !hidden.has(name))
  return [...shown.filter((name) => pinned.has(name)), ...shown.filter((name) => !pinned.has(name))].map((name) => {
    const source = sources.get(name) ?? 0
    const width = layout.widths[name] ?? guess(source)
    return { source, name, width, ...(pinned.has(name) ? { pinned: true } : {}) }
  })
}

/** Moves a column before the one that stands at `to` among the ordered names. */
export function moveColumn(names: readonly string[], layout: ColumnLayout, name: string, to: number): ColumnLayout {
  const others = orderColumns(names, layout).filter((other) => other !== name)
  const place = Math.min(Math.max(to, 0), others.length)
  return { ...layout, order: [...others.slice(0, place), name, ...others.slice(place)] }
}

/** Hides or shows a column. The last one shown stays: a table without columns says nothing. */
export function toggleColumn(names: readonly string[], layout: ColumnLayout, name: string): ColumnLayout {
  if (layout.hidden.includes(name)) return { ...layout, hidden: layout.hidden.filter((other) => other !== name) }
  const shown = names.filter((other) => !layout.hidden.includes(other))
  return shown.length <= 1 ? layout : { ...layout, hidden: [...layout.hidden, name] }
}

/** Pins a column to the left, or lets it scroll again. */
export function pinColumn(layout: ColumnLayout, name: string): ColumnLayout {
  const pinned = layout.pinned ?? []
  return { ...layout, pinned: pinned.includes(name) ? pinned.filter((other) => other !== name) : [...pinned, name] }
}

/** Forgets the width of these columns, so that they fit their content again. */
export function fitColumns(layout: ColumnLayout, names: readonly string[]): ColumnLayout {
  const fitted = new Set(names)
  return { ...layout, widths: Object.fromEntries(Object.entries(layout.widths).filter(([name]) => !fitted.has(name))) }
}

export function resizeColumn(layout: ColumnLayout, name: string, width: number): ColumnLayout {
  const kept = Math.round(Math.min(Math.max(width, MIN_COLUMN_WIDTH), MAX_COLUMN_WIDTH))
  return { ...layout, widths: { ...layout.widths, [name]: kept } }
}

/** Left edge of each column, and of where the next would be: one more than there are columns. */
export function columnEdges(columns: readonly GridColumn[]): readonly number[] {
  const edges = [0]
  let edge = 0
  for (const column of columns) {
    edge += column.width
    edges.push(edge)
  }
  return edges
}

/** The columns that touch the view from `left` to `left + width`, with one more on either side. */
export function columnsInView(edges: readonly number[], left: number, width: number): { first: number; last: number } {
  const count = edges.length - 1
  const first = Math.max(0, lastEdgeAtOrBefore(edges, left) - 1)
  const last = Math.min(count - 1, lastEdgeAtOrBefore(edges, left + width) + 1)
  return { first, last }
}

function lastEdgeAtOrBefore(edges: readonly number[], at: number): number {
  let low = 0
  let high = edges.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((edges[middle] ?? 0) <= at) low = middle
    else high = middle - 1
  }
  return low
}

/** A width that fits the name, with room for the marks beside it, and a sample of cells, in a 12 px font. */
export function guessWidth(name: string, sample: readonly string[]): number {
  const longest = sample.reduce((most, cell) => Math.max(most, Math.min(cell.length, 60)), 0)
  return Math.round(Math.min(Math.max(96, name.length * 7.2 + 46, longest * 6.9 + 22), 320))
}
