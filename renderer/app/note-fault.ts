import { api } from '../api.ts'

/** Leaves a trace of a screen's fault in main's log: its kind and where the code was, never its message, which may hold data. */
export function noteFault(error: unknown): void {
  if (!(error instanceof Error)) return
  const stack = (error.stack ?? '').slice(0, 20_000)
  // Where main gives no answer there is no log to write to.
  api.noteWindowFault({ name: error.name.slice(0, 100), stack }).catch(() => undefined)
}
