/** The simulator's time: runs with the machine's, and can be moved forward by tests. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Runs once, `ms` of simulated time from now. Returns how to call it off. */
  after(ms: number, run: () => void): () => void
  /** Moves time forward by `ms`; everything due on the way runs, in order, before this returns. */
  advance(ms: number): void
  stop(): void
}

interface Appointment {
  readonly at: number
  readonly order: number
  readonly run: () => void
}

/** Longest delay a Node timer can wait; a later appointment is looked at again then. */
const MAX_TIMER_MS = 2_000_000_000

export function createClock(startAt = Date.now()): Clock {
  let offset = startAt - Date.now()
  let order = 0
  let timer: NodeJS.Timeout | undefined
  let appointments: Appointment[] = []
  const now = () => Date.now() + offset

  function next(): Appointment | undefined {
    let first: Appointment | undefined
    for (const one of appointments) {
      if (!first || one.at < first.at || (one.at === first.at && one.order < first.order)) first = one
    }
    return first
  }

  function runDue(): void {
    for (let due = next(); due && due.at <= now(); due = next()) {
      const running = due
      appointments = appointments.filter((one) => one !== running)
      running.run()
    }
    arm()
  }

  function arm(): void {
    clearTimeout(timer)
    const first = next()
    timer = first && setTimeout(runDue, Math.min(Math.max(0, first.at - now()), MAX_TIMER_MS))
    timer?.unref()
  }

  return {
    now,
    after(ms, run) {
      const appointment = { at: now() + ms, order: order++, run }
      appointments.push(appointment)
      arm()
      return () => {
        appointments = appointments.filter((one) => one !== appointment)
        arm()
      }
    },
    advance(ms) {
      const target = now() + Math.max(0, ms)
      for (let due = next(); due && due.at <= target; due = next()) {
        offset += Math.max(0, due.at - now())
        runDue()
      }
      offset += Math.max(0, target - now())
      arm()
    },
    stop() {
      clearTimeout(timer)
      appointments = []
    },
  }
}
