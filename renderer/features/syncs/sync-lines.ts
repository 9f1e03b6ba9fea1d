import type { FoundSyncs, ListedSync } from '../../../shared/eloqua/sync-index.ts'

/** A line of the list: the heading of a day, or the sync at a place among all that were found. */
export type SyncLine = { readonly day: string; readonly count: number } | { readonly place: number }

/** The lines of all that was found. Days head their syncs where the list is sorted by time. */
export function linesOf({ total, days }: Pick<FoundSyncs, 'total' | 'days'>): readonly SyncLine[] {
  if (days.length === 0) return Array.from({ length: total }, (_, place) => ({ place }))
  const lines: SyncLine[] = []
  let place = 0
  for (const day of days) {
    lines.push(day)
    for (let one = 0; one < day.count; one += 1) lines.push({ place: place++ })
  }
  return lines
}

/** The blocks that hold the syncs of these lines, but for the first, which is there anyway. */
export function blocksOf(lines: readonly SyncLine[], perBlock: number): readonly number[] {
  const blocks = lines.flatMap((line) => ('place' in line ? [Math.floor(line.place / perBlock)] : []))
  return [...new Set(blocks)].filter((block) => block > 0)
}

/** Finds the sync of a line among the answers that have come. */
export function syncFinder(answers: readonly (FoundSyncs | undefined)[]): (line: SyncLine) => ListedSync | undefined {
  return (line) => {
    if (!('place' in line)) return undefined
    const { place } = line
    const answer = answers.find((one) => one && place >= one.offset && place < one.offset + one.items.length)
    return answer?.items[place - answer.offset]
  }
}
