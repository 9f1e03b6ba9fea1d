import { visibleText } from './visible-text.ts'

/** Aborted by the first Ctrl-C, or where the system asks the process to end. The second one ends the process at once. */
export function interruptSignal(): AbortSignal {
  const interrupted = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(name, () => {
      if (interrupted.signal.aborted) process.exit(130)
      interrupted.abort()
    })
  return interrupted.signal
}

/**
 * A full disk or a reader that has gone ends no command: what was sent is sent, and the exit code says how that went. A
 * scheduler that is told of a failure would send the file again.
 */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
}

/** Resolves when standard output has taken all of it, or cannot: a pipe may be slow, and what is in a buffer is lost at the end. */
export function print(text: string): Promise<void> {
  return new Promise((resolve) => process.stdout.write(text, () => resolve()))
}

/** A line for people. Names of files and what servers say may hold what a terminal would obey. */
export function tell(line: string): void {
  process.stderr.write(`${visibleText(line)}\n`)
}
