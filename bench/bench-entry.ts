/** Both sides of one figure, ready to be measured. Each call does the job once and tells its figure in the entry's unit. */
export interface Contest {
  ours(round: number): Promise<number> | number
  against(round: number): Promise<number> | number
  close?(): Promise<void> | void
}

/** One of our figures and the limit or peer it is measured against. A file `*.bench.ts` exports an array of these as `benches`. */
export interface Bench {
  /** What is asked for on the command line: kebab-case. */
  readonly name: string
  /** What is measured and against what, in words. */
  readonly title: string
  readonly unit: 'ms' | 'MB/s' | 'rows/s' | 'MB' | 'count'
  /** Which way is good. */
  readonly better: 'more' | 'less'
  /** The ratio ours / against that must be reached: at least this when more is better, at most this when less is. */
  readonly target: number
  /** Measured rounds after one for warming up; default 7. */
  readonly rounds?: number
  /** Takes so long that it runs only when its name is on the command line. */
  readonly onlyNamed?: boolean
  prepare(): Promise<Contest>
}

/** What `--json` writes, one object per entry. */
export interface BenchResult {
  readonly name: string
  readonly ours: number
  readonly against: number
  /** Median of ours / against over the rounds. */
  readonly ratio: number
  readonly target: number
  readonly holds: boolean
  readonly unit: string
  readonly title: string
}
