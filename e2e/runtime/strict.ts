/** Properties that the language itself looks up on any object (await, string conversion, inspection). */
const LANGUAGE_OWN: ReadonlySet<string> = new Set(['then', 'toJSON', 'constructor', '$$typeof', 'asymmetricMatch'])

export class NotImplementedError extends Error {
  override readonly name = 'NotImplementedError'

  constructor(what: string) {
    super(
      `The Chromium stand-in does not implement Electron's ${what}. ` +
        'Implement it in e2e/runtime/ and list it in docs/electron-surface.md, or run with --runtime electron.',
    )
  }
}

/**
 * Wraps an object so that touching anything it does not have throws, instead of being silently `undefined`:
 * what works on the stand-in must be what works on Electron.
 */
export function strict<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(object, key) {
      if (typeof key === 'string' && !(key in object) && !LANGUAGE_OWN.has(key)) {
        throw new NotImplementedError(`${name}.${key}`)
      }
      const value = Reflect.get(object, key)
      return typeof value === 'function' && !isClass(value) ? value.bind(object) : value
    },
    set(object, key, value) {
      if (!(key in object)) throw new NotImplementedError(`${name}.${String(key)} (being set)`)
      return Reflect.set(object, key, value)
    },
  })
}

/** A class whose objects are strict, and whose missing static members throw. */
export function strictClass<C extends new (...args: never[]) => object>(name: string, target: C): C {
  return new Proxy(target, {
    construct: (original, args) => strict(name, Reflect.construct(original, args) as object),
    get(object, key) {
      if (typeof key === 'string' && !(key in object)) throw new NotImplementedError(`${name}.${key}`)
      return Reflect.get(object, key)
    },
  })
}

/** Throws for any key of `given` outside `known`: an option nobody honours would be a silent difference. */
export function refuseUnknownKeys(what: string, given: object, known: readonly string[]): void {
  const unknown = Object.keys(given).find((key) => !known.includes(key))
  if (unknown !== undefined) throw new NotImplementedError(`${what} option "${unknown}"`)
}

function isClass(value: object): boolean {
  return Function.prototype.toString.call(value).startsWith('class')
}
