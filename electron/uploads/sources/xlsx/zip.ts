import { crc32 } from 'node:zlib'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { isAppError } from '../../../../shared/contract/errors.ts'
import { describeFileError } from '../../../csv/read/file-errors.ts'
import { isOfSystem } from '../../../platform/disk-errors.ts'
import { damaged, unpacksToTooMuch } from '../refusals.ts'
import { type XmlEars, XmlReader } from './xml.ts'

/** The files in a workbook, which is a zip archive. */
export interface Archive {
  has(name: string): boolean
  /** Reads a file as XML. `onShare` hears how much of it was read, from 0 to 1. */
  readXml(name: string, ears: XmlEars, options?: ReadOptions): Promise<void>
  close(): void
}

interface ReadOptions {
  /** Bytes after which a small file is none. */
  readonly most?: number
  /** Return true to read no further. */
  readonly isEnough?: () => boolean
  readonly onShare?: (share: number) => void
  readonly onBytes?: (bytes: number) => void
}

const MOST_FILES = 10_000
/** A sheet of a million rows and many columns has a few gigabytes. */
const MOST_BYTES = 16_000_000_000
/** What only a bomb reaches: XML of sheets unpacks to ten or twenty times its size. */
const BOMB_RATIO = 200
const BOMB_FROM_BYTES = 50_000_000

/** Opens a zip archive by its central directory. Rejects with `source-refused`, or with what the file system says. */
export async function openArchive(path: string): Promise<Archive> {
  const zip = await openPromise(path, { autoClose: false, lazyEntries: true, decodeStrings: true }).catch(toRefusal)
  try {
    const entries = await listEntries(zip).catch(toRefusal)
    return {
      has: (name) => entries.has(name.toLowerCase()),
      async readXml(name, ears, options = {}) {
        const entry = entries.get(name.toLowerCase())
        if (!entry) throw damaged()
        await readEntry(zip, entry, ears, options).catch(toRefusal)
      },
      close: () => zip.close(),
    }
  } catch (error) {
    zip.close()
    throw error
  }
}

/** By small letters, as Office compares them. */
async function listEntries(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  // yauzl reads no more of them than the directory counts.
  if (zip.entryCount > MOST_FILES) throw unpacksToTooMuch()
  const entries = new Map<string, Entry>()
  for await (const entry of zip.eachEntry()) {
    // Of two files of one name nobody knows which is meant.
    if (entries.has(entry.fileName.toLowerCase())) throw damaged()
    entries.set(entry.fileName.toLowerCase(), entry)
  }
  return entries
}

async function readEntry(zip: ZipFile, entry: Entry, ears: XmlEars, options: ReadOptions): Promise<void> {
  const { uncompressedSize: size, compressedSize } = entry
  const { most = MOST_BYTES, onShare, onBytes, isEnough } = options
  if (size > most || (size > BOMB_FROM_BYTES && size > BOMB_RATIO * compressedSize)) throw unpacksToTooMuch()
  if (entry.isEncrypted() || !entry.canDecodeFileData()) throw damaged()
  const stream = await zip.openReadStreamPromise(entry)
  const reader = new XmlReader(ears)
  const text = new XmlText()
  let read = 0
  let sum = 0
  try {
    // yauzl ends with an error as soon as more is unpacked than the directory says.
    for await (const bytes of stream as AsyncIterable<Buffer>) {
      read += bytes.length
      sum = crc32(bytes, sum)
      reader.feed(text.decode(bytes))
      onBytes?.(bytes.length)
      onShare?.(size === 0 ? 1 : read / size)
      if (isEnough?.()) return
    }
  } finally {
    stream.destroy()
  }
  // Other bytes than were packed may still read as a sheet, with other cells; yauzl leaves the sum to its callers.
  if (sum !== entry.crc32) throw damaged()
  reader.feed(text.end())
  reader.end()
}

/** UTF-8, or UTF-16 where the bytes begin with its mark: all that Office writes. */
class XmlText {
  #decoder: TextDecoder | undefined

  decode(bytes: Buffer): string {
    this.#decoder ??= new TextDecoder(encodingOf(bytes), { fatal: true })
    return this.#decoder.decode(bytes, { stream: true })
  }

  end(): string {
    return this.#decoder?.decode() ?? ''
  }
}

function encodingOf([first, second]: Buffer): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
}

/** yauzl, zlib and the decoder throw plain errors for a file that is no whole archive; the file system has codes. */
function toRefusal(error: unknown): never {
  if (isAppError(error)) throw error
  const code = isOfSystem(error) && 'code' in error ? String(error.code) : ''
  if (/^E[A-Z]+$/.test(code)) throw describeFileError(error)
  if (error instanceof TypeError && code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error
  throw damaged()
}
