/**
 * Messages between the window and main as one string each: passing a big object over the DevTools protocol is six
 * times slower than passing its JSON. What JSON would lose (undefined, NaN, dates, bytes, bigints) is tagged; what structured
 * clone would refuse is refused here too.
 *
 * All three functions also run inside the page: they are sent there as source, so they use nothing but each other.
 */
export function encodeMessage(value: unknown): string {
  const path = new Set<object>()

  function pack(item: unknown): unknown {
    if (item === undefined) return { $: 'undefined' }
    if (typeof item === 'number' && (!Number.isFinite(item) || Object.is(item, -0)))
      return { $: 'number', v: Object.is(item, -0) ? '-0' : String(item) }
    if (typeof item === 'bigint') return { $: 'bigint', v: String(item) }
    if (typeof item === 'function' || typeof item === 'symbol') throw new Error('An object could not be cloned.')
    if (typeof item !== 'object' || item === null) return item
    if (path.has(item)) throw new Error('An object that holds itself could not be cloned.')
    path.add(item)
    const packed = packObject(item)
    path.delete(item)
    return packed
  }

  function packObject(item: object): unknown {
    if (Array.isArray(item)) return Array.from(item, pack)
    if (item instanceof Date) return { $: 'date', v: item.getTime() }
    if (item instanceof Uint8Array) {
      let bytes = ''
      for (const byte of item) bytes += String.fromCharCode(byte)
      return { $: 'bytes', v: btoa(bytes) }
    }
    if (item instanceof Map || item instanceof Set || item instanceof Promise || ArrayBuffer.isView(item))
      throw new Error('The Chromium stand-in cannot pass this kind of object between window and main.')
    return { $: 'object', v: Object.entries(item).map(([key, entry]) => [key, pack(entry)]) }
  }

  return isPlainMessage(value) ? `p${JSON.stringify(value)}` : `t${JSON.stringify(pack(value))}`
}

/** Whether JSON alone loses nothing of the value. Objects that hold themselves are not plain. */
function isPlainMessage(value: unknown): boolean {
  const path = new Set<object>()

  function isPlain(item: unknown): boolean {
    if (item === null || typeof item === 'string' || typeof item === 'boolean') return true
    if (typeof item === 'number') return Number.isFinite(item) && !Object.is(item, -0)
    if (typeof item !== 'object') return false
    if (path.has(item)) return false
    path.add(item)
    const plain = isPlainObject(item)
    path.delete(item)
    return plain
  }

  function isPlainObject(item: object): boolean {
    if (Array.isArray(item)) {
      for (let index = 0; index < item.length; index++) if (!isPlain(item[index])) return false
      return true
    }
    const prototype = Object.getPrototypeOf(item)
    if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return false
    return Object.keys(item).every((key) => key !== '$' && key !== 'toJSON' && isPlain((item as never)[key]))
  }

  return isPlain(value)
}

/** `encodeMessage` as an expression of JavaScript, with what it uses. */
export const ENCODE_SOURCE = `(() => { ${isPlainMessage}; return ${encodeMessage} })()`

/** The value that `encodeMessage` was given. */
export function decodeMessage(text: string): unknown {
  function unpack(item: unknown): unknown {
    if (typeof item !== 'object' || item === null) return item
    if (Array.isArray(item)) return item.map(unpack)
    const { $: kind, v: value } = item as { $: string; v: never }
    if (kind === 'undefined') return undefined
    if (kind === 'number') return Number(value)
    if (kind === 'bigint') return BigInt(value)
    if (kind === 'date') return new Date(value)
    if (kind === 'bytes') return Uint8Array.from(atob(value), (character) => character.charCodeAt(0))
    return Object.fromEntries((value as [string, unknown][]).map(([key, entry]) => [key, unpack(entry)]))
  }

  const body: unknown = JSON.parse(text.slice(1))
  return text.startsWith('p') ? body : unpack(body)
}
