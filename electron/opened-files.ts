import { resolve } from 'node:path'
import { app } from 'electron'

/** Files given to the app from outside: on the command line, by a second start, or by the system's `open-file`. */
export interface OpenedFiles {
  /** From now on paths go to `take`; those that came before go first. */
  deliverTo(take: (paths: readonly string[]) => void): void
  open(paths: readonly string[]): void
}

/** Must be made before the app is ready: macOS tells of the file that started the app very early. */
export function listenForOpenedFiles(first: readonly string[]): OpenedFiles {
  let waiting: readonly string[] = first
  let take: ((paths: readonly string[]) => void) | undefined

  function open(paths: readonly string[]): void {
    if (paths.length === 0) return
    if (take) take(paths)
    else waiting = [...waiting, ...paths]
  }

  app.on('open-file', (event, path) => {
    event.preventDefault()
    open([resolve(path)])
  })

  return {
    open,
    deliverTo(receiver) {
      take = receiver
      const early = waiting
      waiting = []
      open(early)
    },
  }
}
