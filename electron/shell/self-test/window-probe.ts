import { randomUUID } from 'node:crypto'
import type { WindowProbe } from '../../../shared/contract/installation.ts'
import type { Publish } from '../../platform/desktop.ts'

/** Asks the window about itself: an event there, a call back. Rejects when no answer comes. */
export type ProbeWindow = () => Promise<WindowProbe>

const ANSWER_MS = 10_000

export function createWindowProbe(publish: Publish): {
  readonly probe: ProbeWindow
  readonly answerProbe: (answer: WindowProbe) => Promise<void>
} {
  const waiting = new Map<string, (answer: WindowProbe) => void>()
  return {
    probe() {
      const token = randomUUID()
      const { promise, resolve, reject } = Promise.withResolvers<WindowProbe>()
      const timer = setTimeout(() => reject(new Error('the window did not answer')), ANSWER_MS)
      waiting.set(token, resolve)
      publish('window-probed', { token })
      return promise.finally(() => {
        clearTimeout(timer)
        waiting.delete(token)
      })
    },
    async answerProbe(answer) {
      waiting.get(answer.token)?.(answer)
    },
  }
}
