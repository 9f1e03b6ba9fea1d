declare global {
  /** Put into main by the function below, for the one beside it. */
  var bulkdeskTurns: { hardest: number; timer: NodeJS.Timeout } | undefined
}

/**
 * Runs in main, on both runtimes, and stands alone: measures what its thread works in one turn of its event loop, without
 * what the machine gives to other programs meanwhile. Nothing else of main is done for as long.
 */
export function watchTurns(): void {
  let last = process.threadCpuUsage()
  const turns = {
    hardest: 0,
    timer: setInterval(() => {
      const { user, system } = process.threadCpuUsage(last)
      turns.hardest = Math.max(turns.hardest, (user + system) / 1000)
      last = process.threadCpuUsage()
    }, 1),
  }
  globalThis.bulkdeskTurns = turns
}

/** Runs in main: ends the watch; the most work of one turn, milliseconds. */
export function hardestTurn(): number {
  const turns = globalThis.bulkdeskTurns
  if (!turns) throw new Error('Nobody watches.')
  clearInterval(turns.timer)
  globalThis.bulkdeskTurns = undefined
  return turns.hardest
}
