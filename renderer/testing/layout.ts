/**
 * Gives every element a size and lets every element be seen. The test DOM does not lay out, and what windows its
 * content would show nothing there.
 */
export function giveEverythingASize({ width, height }: { readonly width: number; readonly height: number }): void {
  define('clientWidth', width)
  define('clientHeight', height)
  globalThis.IntersectionObserver = SeesEverything
}

function define(property: 'clientWidth' | 'clientHeight', value: number): void {
  Object.defineProperty(HTMLElement.prototype, property, { configurable: true, get: () => value })
}

class SeesEverything implements IntersectionObserver {
  readonly root = null
  readonly rootMargin = ''
  readonly scrollMargin = ''
  readonly thresholds = []
  readonly #tell: IntersectionObserverCallback

  constructor(tell: IntersectionObserverCallback) {
    this.#tell = tell
  }

  observe(target: Element): void {
    const box = target.getBoundingClientRect()
    const entry: IntersectionObserverEntry = {
      target,
      isIntersecting: true,
      intersectionRatio: 1,
      time: 0,
      boundingClientRect: box,
      intersectionRect: box,
      rootBounds: null,
    }
    this.#tell([entry], this)
  }

  unobserve(): void {}
  disconnect(): void {}
  takeRecords(): IntersectionObserverEntry[] {
    return []
  }
}
