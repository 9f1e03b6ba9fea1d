import { existsSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect } from 'vitest'

/** What `npm run oracle` asks of an oracle, by its environment. Without it, an oracle is one of the tests. */
const { ORACLE_SEED, PROPERTY_SEED, ORACLE_RUNS, ORACLE_RUN, ORACLE_MS, ORACLE_FOLDER } = process.env

/** In the folder of `npm run oracle`: how far the round has come, and its word to end it. */
const FILES = { figures: 'figures.json', stop: 'stop' } as const

/** Fewer runs than these need not have seen every end. */
const TELLING_RUNS = 30
const WRITE_EVERY_MS = 1_000

/** Plays scenarios of chance until its time is over, counts what happened, and says how to see a failure again. */
export interface Oracle {
  readonly seed: number
  /** For the test: the run that is played when the time is over is played to its end. */
  readonly timeoutMs: number
  /** The number of the run, from 1: the same when it is played alone. */
  readonly run: number
  count(what: string, by?: number): void
  /** Rejects with the first run that does not hold. */
  hold<T>(scenarios: fc.Arbitrary<T>, play: (scenario: T) => Promise<void>): Promise<void>
  /** A suite in which nothing is ever finished, or nothing ever stopped, proves little. */
  expectSome(...whats: readonly string[]): void
}

/** `runs` and `ms` hold in the test; `npm run oracle` gives its own. */
export function createOracle(name: string, { runs, ms }: { readonly runs: number; readonly ms: number }): Oracle {
  return new ChanceOracle(name, Number(ORACLE_RUNS ?? runs), Number(ORACLE_MS ?? ms))
}

/** Thrown between two runs when the time is over: fast-check itself would leave the run at hand in the middle. */
class Over extends Error {}

class ChanceOracle implements Oracle {
  readonly seed = Number(ORACLE_SEED ?? PROPERTY_SEED ?? Date.now() % 1_000_000_000)
  readonly timeoutMs: number
  readonly #name: string
  readonly #runs: number
  readonly #ms: number
  readonly #figures: Record<string, number> = { runs: 0 }
  #run = Number(ORACLE_RUN ?? 1) - 1
  #writtenAt = 0

  constructor(name: string, runs: number, ms: number) {
    this.#name = name
    this.#runs = ORACLE_RUN ? 1 : runs
    this.#ms = ms
    this.timeoutMs = ms + 180_000
  }

  get run(): number {
    return this.#run
  }

  count(what: string, by = 1): void {
    this.#figures[what] = (this.#figures[what] ?? 0) + by
  }

  async hold<T>(scenarios: fc.Arbitrary<T>, play: (scenario: T) => Promise<void>): Promise<void> {
    const end = Date.now() + this.#ms
    const property = fc.asyncProperty(scenarios, async (scenario) => {
      if (Date.now() > end || isStopped()) throw new Over()
      this.#run += 1
      this.count('runs')
      await play(scenario)
      this.#write(WRITE_EVERY_MS)
    })
    const start = ORACLE_RUN ? { path: String(this.#run) } : {}
    const ended = await fc.check(property, { numRuns: this.#runs, seed: this.seed, endOnFailure: true, ...start })
    this.#write(0)
    console.log(`${this.#name} oracle: ${JSON.stringify(this.#figures)}, seed ${this.seed}`)
    if (!ended.failed || ended.errorInstance instanceof Over) return
    const again = `npm run oracle -- --only ${this.#name} --seed ${this.seed} --run ${this.#run}`
    throw new Error(`To see it again: ${again}\n${await fc.asyncDefaultReportMessage(ended)}`, {
      cause: ended.errorInstance,
    })
  }

  expectSome(...whats: readonly string[]): void {
    if ((this.#figures.runs ?? 0) < TELLING_RUNS) return
    for (const what of whats) expect(this.#figures[what] ?? 0, what).toBeGreaterThan(0)
  }

  /** Whole or not at all: the file is read while it is written. */
  #write(everyMs: number): void {
    if (ORACLE_FOLDER === undefined || Date.now() - this.#writtenAt < everyMs) return
    this.#writtenAt = Date.now()
    const figures = { ...this.#figures, megabytes: Math.round(process.memoryUsage.rss() / 1_000_000) }
    const file = join(ORACLE_FOLDER, FILES.figures)
    writeFileSync(`${file}.new`, JSON.stringify(figures))
    renameSync(`${file}.new`, file)
  }
}

function isStopped(): boolean {
  return ORACLE_FOLDER !== undefined && existsSync(join(ORACLE_FOLDER, FILES.stop))
}
