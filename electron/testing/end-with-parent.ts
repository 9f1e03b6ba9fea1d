const parent = process.ppid
/** Who takes over the children of a process that is gone. */
const INIT = 1
const LOOK_EVERY_MS = 500

/** Whether the process that started this one is still there: a child of a test that was ended from outside must end as well. */
export function hasParent(): boolean {
  // A parent that ended while this process was starting was never seen.
  return process.ppid === parent && parent !== INIT
}

/** Ends this process soon after the one that started it. */
export function endWithParent(): void {
  setInterval(() => hasParent() || process.exit(1), LOOK_EVERY_MS).unref()
}
