/** The list with one item at another place. */
export function moveItem<T>(items: readonly T[], from: number, to: number): readonly T[] {
  const moved = items[from]
  if (moved === undefined) return items
  return items.toSpliced(from, 1).toSpliced(to, 0, moved)
}
