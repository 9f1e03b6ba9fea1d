/** Where work that goes on by itself can be made to wait, without anything being cut off. */
export interface PauseGate {
  close(): void
  open(): void
  /** Resolves at once where it is open; else when it is opened or the work is called off. Says whether it waited. */
  pass(signal: AbortSignal, onWait: () => void): Promise<boolean>
}

export function createPauseGate(): PauseGate {
  let opened: PromiseWithResolvers<void> | undefined
  return {
    close() {
      opened ??= Promise.withResolvers()
    },
    open() {
      opened?.resolve()
      opened = undefined
    },
    async pass(signal, onWait) {
      if (!opened || signal.aborted) return false
      onWait()
      const calledOff = Promise.withResolvers<void>()
      signal.addEventListener('abort', () => calledOff.resolve(), { once: true })
      await Promise.race([opened.promise, calledOff.promise])
      return true
    },
  }
}
