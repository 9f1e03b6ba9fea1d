/**
 * How many pages may be on their way at once. Eloqua publishes no limit, so its own words are followed: half as many after
 * each "too many requests" or "unavailable", and one more after some pages that came well.
 */
export interface Flow {
  most(): number
  /** Eloqua asked for less. */
  ease(): void
  pageCame(): void
}

const MOST_IN_FLIGHT = 4
const PAGES_BEFORE_MORE = 8

export function createFlow(mostInFlight = MOST_IN_FLIGHT): Flow {
  let most = mostInFlight
  let good = 0
  return {
    most: () => most,
    ease() {
      most = Math.max(1, Math.floor(most / 2))
      good = 0
    },
    pageCame() {
      good += 1
      if (good < PAGES_BEFORE_MORE) return
      good = 0
      most = Math.min(mostInFlight, most + 1)
    },
  }
}
