/** One file of a run's rows. A closed one does not change any more; of an open one only the first `bytes` bytes are whole rows. */
export interface SegmentFacts {
  readonly file: string
  readonly rows: number
  readonly bytes: number
  readonly isClosed: boolean
}

/** A run as it was when a question about it was asked: later rows do not come into the answer. */
export interface RunFacts {
  readonly runId: string
  /** The rows started over where this went up. */
  readonly generation: number
  readonly columns: number
  readonly segments: readonly SegmentFacts[]
}

export function rowsIn({ segments }: RunFacts): number {
  return segments.reduce((sum, { rows }) => sum + rows, 0)
}
