import type { PartOf } from '../../../../shared/uploads/row-sums.ts'

export interface Segment<K> {
  readonly kind: K
  readonly x: number
  readonly width: number
}

/** Where each part of a bar lies. A part of a few rows among a million is drawn too, at least `least` wide. */
export function segmentsOf<K>(parts: readonly PartOf<K>[], whole: number, least: number): readonly Segment<K>[] {
  const shown = parts.filter(({ rows }) => rows > 0)
  const total = shown.reduce((sum, { rows }) => sum + rows, 0)
  const wanted = shown.map(({ rows }) => Math.max(least, (rows / total) * whole))
  // What the small parts take in addition is taken from the large ones, each by its share.
  const over = wanted.reduce((sum, width) => sum + width, 0) - whole
  const spare = wanted.reduce((sum, width) => sum + width - least, 0)
  const widths = wanted.map((width) => (spare > 0 ? width - (over * (width - least)) / spare : whole / shown.length))
  return shown.map(({ kind }, index) => ({
    kind,
    x: widths.slice(0, index).reduce((sum, width) => sum + width, 0),
    width: widths[index] ?? 0,
  }))
}
