/** Units a second, smoothed so that it neither jumps nor lags. */
export interface Rate {
  /** Notes how much is done by now; undefined until there is something to go by. The first note, and less than before, is a start. */
  note(done: number): number | undefined
}

const HALF_LIFE_SECONDS = 4
const SHORTEST_SECONDS = 0.25

/** `now` is in milliseconds, of a clock that cannot be set. */
export function createRate(now: () => number = () => performance.now()): Rate {
  let last: { readonly at: number; readonly done: number } | undefined
  let rate: number | undefined
  return {
    note(done) {
      const at = now()
      if (!last || done < last.done) last = { at, done }
      const seconds = (at - last.at) / 1000
      if (seconds < SHORTEST_SECONDS) return rate
      const latest = (done - last.done) / seconds
      const weight = 1 - 0.5 ** (seconds / HALF_LIFE_SECONDS)
      rate = rate === undefined ? latest : rate + (latest - rate) * weight
      last = { at, done }
      return rate
    },
  }
}
