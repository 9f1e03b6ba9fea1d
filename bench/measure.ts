import type { Bench, BenchResult, Contest } from './bench-entry.ts'

const DEFAULT_ROUNDS = 7

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

/** Whether a ratio reaches its target. A ratio that is no number never does. */
export function holds(ratio: number, { better, target }: Pick<Bench, 'better' | 'target'>): boolean {
  return better === 'more' ? ratio >= target : ratio <= target
}

/** One round: both sides back to back, in an order that alternates, so that drift of the machine hits both. */
async function runRound(contest: Contest, round: number): Promise<{ ours: number; against: number }> {
  if (round % 2 === 0) {
    const against = await contest.against(round)
    return { against, ours: await contest.ours(round) }
  }
  const ours = await contest.ours(round)
  return { ours, against: await contest.against(round) }
}

/** Measures one entry: a round to warm up, then the median of the paired ratios of the others. */
export async function measure(bench: Bench): Promise<BenchResult> {
  const contest = await bench.prepare()
  try {
    await runRound(contest, 0)
    const rounds: { ours: number; against: number }[] = []
    for (let round = 1; round <= (bench.rounds ?? DEFAULT_ROUNDS); round++) rounds.push(await runRound(contest, round))
    const ratio = median(rounds.map(({ ours, against }) => ours / against))
    return {
      name: bench.name,
      ours: median(rounds.map(({ ours }) => ours)),
      against: median(rounds.map(({ against }) => against)),
      ratio,
      target: bench.target,
      holds: holds(ratio, bench),
      unit: bench.unit,
      title: bench.title,
    }
  } finally {
    await contest.close?.()
  }
}
