import { EventEmitter } from 'node:events'
import { NotImplementedError } from './strict.ts'

interface PreventableEvent {
  readonly defaultPrevented: boolean
  preventDefault(): void
}

function preventableEvent(): PreventableEvent {
  let prevented = false
  return {
    get defaultPrevented() {
      return prevented
    },
    preventDefault: () => {
      prevented = true
    },
  }
}

/** Events of an Electron object: listening to one that will never be emitted throws. */
export class StrictEmitter {
  readonly #emitter = new EventEmitter()
  readonly #name: string
  readonly #events: readonly string[]

  constructor(name: string, events: readonly string[]) {
    this.#name = name
    this.#events = events
  }

  on(event: string, listener: (...args: never[]) => void): this {
    this.#emitter.on(this.#known(event), listener as (...args: unknown[]) => void)
    return this
  }

  once(event: string, listener: (...args: never[]) => void): this {
    this.#emitter.once(this.#known(event), listener as (...args: unknown[]) => void)
    return this
  }

  off(event: string, listener: (...args: never[]) => void): this {
    this.#emitter.off(this.#known(event), listener as (...args: unknown[]) => void)
    return this
  }

  emit(event: string, ...args: readonly unknown[]): boolean {
    return this.#emitter.emit(this.#known(event), ...args)
  }

  /** Emits an event that listeners may prevent; true when one did. */
  emitPreventable(event: string, ...args: readonly unknown[]): boolean {
    const occurrence = preventableEvent()
    this.emit(event, occurrence, ...args)
    return occurrence.defaultPrevented
  }

  /** As `emitPreventable`, for events that say on themselves where the page goes. */
  emitNavigation(event: string, { url, isMainFrame }: { url: string; isMainFrame: boolean }): boolean {
    const occurrence = Object.assign(preventableEvent(), { url, isMainFrame })
    this.emit(event, occurrence, url)
    return occurrence.defaultPrevented
  }

  #known(event: string): string {
    if (!this.#events.includes(event)) throw new NotImplementedError(`${this.#name} event "${event}"`)
    return event
  }
}
