/** Units a second, smoothed so that it neither jumps nor lags. */
export interface Rate {
  /** Notes how much is done by now; undefined until there is something to go by. */
  note(done: number): number | undefined
}

const HALF_LIFE_SECONDS = 5

export function createRate(now: () => number = () => performance.now()): Rate {
  let last = { at: now(), done: 0 }
  let rate: number | undefined
  return {
    note(done) {
      const at = now()
      const seconds = (at - last.at) / 1000
      if (seconds < 0.05) return rate
      const fresh = (done - last.done) / seconds
      const weight = 1 - 0.5 ** (seconds / HALF_LIFE_SECONDS)
      rate = rate === undefined ? fresh : rate + (fresh - rate) * weight
      last = { at, done }
      return rate
    },
  }
}
