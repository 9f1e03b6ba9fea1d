import { unpacksToTooMuch } from '../refusals.ts'
import { attribute, excelText, plainText } from './xml.ts'
import type { Archive } from './zip.ts'

/** The texts of a workbook, each kept once, as bytes: millions of them are small that way. */
export interface SharedStrings {
  readonly count: number
  readonly bytes: number
  get(index: number): string
}

const BLOCK_BYTES = 4_000_000
/** Excel's cells hold 32,767 characters. */
export const LONGEST = 250_000
/** Excel has no more cells with text in a sheet that anybody sends. */
const MOST_STRINGS = 50_000_000
const MOST_BYTES = 2_000_000_000

export async function readSharedStrings(
  archive: Archive,
  file: string | undefined,
  onShare: (share: number) => void,
): Promise<SharedStrings> {
  const store = new TextStore()
  if (file !== undefined)
    await archive.readXml(
      file,
      textEars((text) => store.add(text)),
      { onShare },
    )
  return store
}

/**
 * Gives each text of the list: the runs of a rich text together, without the phonetic hints that
 * Japanese texts carry.
 */
function textEars(add: (text: string) => void) {
  let text = ''
  let isText = false
  let hints = 0
  return {
    open(tag: string, attributes: string) {
      if (tag === 'si') text = ''
      else if (tag === 'rPh') hints += 1
      else if (tag === 't') isText = hints === 0 && attribute(attributes, 'nil') === undefined
    },
    text(piece: string) {
      if (isText) text += plainText(piece)
      if (text.length > LONGEST) throw unpacksToTooMuch()
    },
    close(tag: string) {
      if (tag === 't') isText = false
      else if (tag === 'rPh') hints -= 1
      else if (tag === 'si') add(excelText(text))
    },
  }
}

/** Texts one after the other in blocks of bytes, found by where they begin. */
class TextStore implements SharedStrings {
  readonly #blocks: Buffer[] = []
  #places = new Float64Array(1024)
  #used = BLOCK_BYTES
  count = 0
  bytes = 0

  add(text: string): void {
    const length = Buffer.byteLength(text)
    this.bytes += length
    if (this.count >= MOST_STRINGS || this.bytes > MOST_BYTES) throw unpacksToTooMuch()
    if (this.#used + length > BLOCK_BYTES) {
      this.#blocks.push(Buffer.allocUnsafeSlow(BLOCK_BYTES))
      this.#used = 0
    }
    if (this.count === this.#places.length) {
      const longer = new Float64Array(this.count * 2)
      longer.set(this.#places)
      this.#places = longer
    }
    this.#blocks.at(-1)?.write(text, this.#used)
    // Its block, its place there and its length in one number: 11, 22 and 20 bits.
    this.#places[this.count] = (this.#blocks.length - 1) * 2 ** 42 + this.#used * 2 ** 20 + length
    this.#used += length
    this.count += 1
  }

  get(index: number): string {
    const packed = this.#places[index] ?? 0
    const start = Math.floor(packed / 2 ** 20) % 2 ** 22
    return this.#blocks[Math.floor(packed / 2 ** 42)]?.toString('utf8', start, start + (packed % 2 ** 20)) ?? ''
  }
}
