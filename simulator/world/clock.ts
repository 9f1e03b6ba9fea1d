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

/** What is to run when. The earliest comes first; of two at the same time, the one made first. */
function createAppointments() {
  let order = 0
  let open: Appointment[] = []
  return {
    add(at: number, run: () => void): Appointment {
      const appointment = { at, order: order++, run }
      open.push(appointment)
      return appointment
    },
    remove(appointment: Appointment): void {
      open = open.filter((one) => one !== appointment)
    },
    clear(): void {
      open = []
    },
    next(): Appointment | undefined {
      let first: Appointment | undefined
      for (const one of open) {
        if (!first || one.at < first.at || (one.at === first.at && one.order < first.order)) first = one
      }
      return first
    },
  }
}

export function createClock(startAt = Date.now()): Clock {
  return new MovableClock(startAt, Date.now)
}

/** Stands still but for `advance`: what a test sees does not depend on how busy the machine is. */
export function createHeldClock(startAt = Date.now()): Clock {
  return new MovableClock(startAt, () => 0)
}

/** Runs with another time, `#offset` milliseconds apart from it. */
class MovableClock implements Clock {
  readonly #appointments = createAppointments()
  readonly #other: () => number
  #offset: number
  #timer: NodeJS.Timeout | undefined

  constructor(startAt: number, other: () => number) {
    this.#other = other
    this.#offset = startAt - other()
  }

  now(): number {
    return this.#other() + this.#offset
  }

  after(ms: number, run: () => void): () => void {
    const appointment = this.#appointments.add(this.now() + ms, run)
    this.#arm()
    return () => {
      this.#appointments.remove(appointment)
      this.#arm()
    }
  }

  advance(ms: number): void {
    const target = this.now() + Math.max(0, ms)
    for (let due = this.#nextUntil(target); due; due = this.#nextUntil(target)) {
      this.#offset += Math.max(0, due.at - this.now())
      this.#runDue()
    }
    this.#offset += Math.max(0, target - this.now())
    this.#arm()
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#appointments.clear()
  }

  #nextUntil(time: number): Appointment | undefined {
    const next = this.#appointments.next()
    return next && next.at <= time ? next : undefined
  }

  #runDue(): void {
    for (let due = this.#nextUntil(this.now()); due; due = this.#nextUntil(this.now())) {
      this.#appointments.remove(due)
      due.run()
    }
    this.#arm()
  }

  #arm(): void {
    clearTimeout(this.#timer)
    const first = this.#appointments.next()
    this.#timer = first && setTimeout(() => this.#runDue(), Math.min(Math.max(0, first.at - this.now()), MAX_TIMER_MS))
    this.#timer?.unref()
  }
}
