/** Answers worth keeping for a while. */
export interface Memory<T> {
  knows(key: string): boolean
  remember(key: string, value: T): void
  /** What is known, or what `learn` finds out; the same question is asked once at a time. */
  recall(key: string, learn: () => Promise<T>): Promise<T>
}

export function createMemory<T>(keepMs: number, now: () => number = Date.now): Memory<T> {
  const entries = new Map<string, { readonly value: Promise<T>; readonly until: number }>()
  const isFresh = (key: string): boolean => (entries.get(key)?.until ?? 0) > now()
  function keep(key: string, value: Promise<T>): void {
    entries.set(key, { value, until: now() + keepMs })
  }
  return {
    knows: isFresh,
    remember: (key, value) => keep(key, Promise.resolve(value)),
    async recall(key, learn) {
      const entry = isFresh(key) ? entries.get(key) : undefined
      if (entry) return entry.value
      const value = learn()
      keep(key, value)
      value.catch(() => entries.delete(key))
      return value
    },
  }
}
