/** The items whose text has every word of the search, in any order and case. An empty search finds all. */
export function findByWords<T>(items: readonly T[], search: string, textOf: (item: T) => string): readonly T[] {
  const words = search.trim().toLowerCase().split(/\s+/)
  if (words[0] === '') return items
  return items.filter((item) => {
    const text = textOf(item).toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
