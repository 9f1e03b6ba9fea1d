import { writeSync } from 'node:fs'
import { constants, crc32, deflateRawSync } from 'node:zlib'
import { AppError } from '../../../shared/contract/errors.ts'
import { runWords } from '../../../shared/words/runs.ts'

/** Writes a ZIP file entry after entry, each as its text comes: memory does not grow with the size. */
export interface ZipFile {
  begin(name: string): void
  /** Adds to the entry that was begun last. */
  write(text: Uint8Array): void
  /** Writes the list of entries. Gives the size of the file. */
  finish(): number
  /** Bytes written so far. */
  size(): number
  /** Bytes of the entry that was begun last, not compressed. */
  entryBytes(): number
}

interface Entry {
  readonly name: Buffer
  readonly at: number
  crc: number
  packed: number
  plain: number
}

/** Without ZIP64, which not every spreadsheet reads, a file and each entry end here. */
const MOST_BYTES = 0xffffffff
const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
/** Names are UTF-8. */
const FLAGS = 0x0800
/** 1 January 1980, the earliest there is: the same rows give the same file. */
const DOS_DATE = 0x21
const LEVEL = 3

/** Throws what the disk says, and `too-large` where a ZIP file ends. */
export function createZipFile(file: number): ZipFile {
  return new StreamedZip(file)
}

class StreamedZip implements ZipFile {
  readonly #file: number
  readonly #entries: Entry[] = []
  #position = 0

  constructor(file: number) {
    this.#file = file
  }

  begin(name: string): void {
    this.#endEntry()
    const entry = { name: Buffer.from(name), at: this.#position, crc: 0, packed: 0, plain: 0 }
    this.#entries.push(entry)
    this.#append(localHeader(entry))
  }

  write(text: Uint8Array): void {
    const entry = this.#entries.at(-1)
    if (entry) this.#pack(entry, text, constants.Z_SYNC_FLUSH)
  }

  finish(): number {
    this.#endEntry()
    const at = this.#position
    for (const entry of this.#entries) this.#append(centralHeader(entry))
    this.#append(endRecord(this.#entries.length, at, this.#position - at))
    return this.#position
  }

  size(): number {
    return this.#position
  }

  entryBytes(): number {
    return this.#entries.at(-1)?.plain ?? 0
  }

  #endEntry(): void {
    const entry = this.#entries.at(-1)
    if (!entry) return
    this.#pack(entry, new Uint8Array(0), constants.Z_FINISH)
    this.#put(localHeader(entry), entry.at)
  }

  /** A part that ends on a whole byte and refers to nothing before it: parts one after the other are one stream. */
  #pack(entry: Entry, text: Uint8Array, finishFlush: number): void {
    const packed = deflateRawSync(text, { level: LEVEL, finishFlush })
    this.#append(packed)
    entry.packed += packed.length
    entry.plain += text.length
    entry.crc = crc32(text, entry.crc)
  }

  #append(bytes: Uint8Array): void {
    this.#put(bytes, this.#position)
    this.#position += bytes.length
    if (this.#position > MOST_BYTES) throw new AppError({ code: 'too-large', message: runWords.fileTooLarge })
  }

  #put(bytes: Uint8Array, at: number): void {
    for (let done = 0; done < bytes.length; ) done += writeSync(this.#file, bytes, done, bytes.length - done, at + done)
  }
}

function localHeader({ name, crc, packed, plain }: Entry): Buffer {
  const header = Buffer.alloc(30 + name.length)
  header.writeUInt32LE(LOCAL, 0)
  common(header, 4, { crc, packed, plain, name })
  name.copy(header, 30)
  return header
}

function centralHeader(entry: Entry): Buffer {
  const header = Buffer.alloc(46 + entry.name.length)
  header.writeUInt32LE(CENTRAL, 0)
  header.writeUInt16LE(20, 4)
  common(header, 6, entry)
  header.writeUInt32LE(entry.at, 42)
  entry.name.copy(header, 46)
  return header
}

/** What the two headers of an entry share, from the version needed to the length of the name. */
function common(header: Buffer, at: number, { crc, packed, plain, name }: Omit<Entry, 'at'>): void {
  header.writeUInt16LE(20, at)
  header.writeUInt16LE(FLAGS, at + 2)
  header.writeUInt16LE(8, at + 4)
  header.writeUInt16LE(DOS_DATE, at + 8)
  header.writeUInt32LE(crc, at + 10)
  header.writeUInt32LE(packed, at + 14)
  header.writeUInt32LE(plain, at + 18)
  header.writeUInt16LE(name.length, at + 22)
}

function endRecord(count: number, at: number, bytes: number): Buffer {
  const record = Buffer.alloc(22)
  record.writeUInt32LE(END, 0)
  record.writeUInt16LE(count, 8)
  record.writeUInt16LE(count, 10)
  record.writeUInt32LE(bytes, 12)
  record.writeUInt32LE(at, 16)
  return record
}
