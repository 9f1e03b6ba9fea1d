import { KERNEL_WASM } from './kernel.generated.ts'

/** What electron/csv/kernel/assembly exports; see there for what each does. Addresses are offsets into the kernel's memory. */
interface KernelExports {
  // 32-bit numbers come signed and those of 64 bits as BigInt: read both with `countOf`.
  readonly recordCount: WebAssembly.Global
  readonly pos: WebAssembly.Global
  readonly recordStart: WebAssembly.Global
  readonly line: WebAssembly.Global
  readonly blankLines: WebAssembly.Global
  readonly endsLf: WebAssembly.Global
  readonly endsCrlf: WebAssembly.Global
  readonly endsCr: WebAssembly.Global
  readonly quoteLine: WebAssembly.Global
  readonly state: WebAssembly.Global
  readonly cellStart: WebAssembly.Global
  readonly closedAt: WebAssembly.Global
  readonly delimiter: WebAssembly.Global
  readonly crEnds: WebAssembly.Global
  readonly soundHigh: WebAssembly.Global
  readonly found: WebAssembly.Global
  readonly foundBefore: WebAssembly.Global
  readonly badBytes: WebAssembly.Global
  readonly nulBytes: WebAssembly.Global
  readonly outAt: WebAssembly.Global
  readonly written: WebAssembly.Global
  readonly firstWritten: WebAssembly.Global
  readonly lastWritten: WebAssembly.Global
  readonly full: WebAssembly.Global
  heapBase(): number
  columnBytes(): number
  smallLimit(): number
  open(start: number, firstLine: number, delimiter: number, maxRecord: number): void
  setTables(records: number, capacity: number, cells: number, stride: number, columns: number): void
  turnTables(records: number, cells: number): void
  moveDown(by: number): void
  forgetRecord(): void
  scan(end: number, isLast: number): number
  finish(end: number): number
  resetValidation(): void
  unfinishedBytes(): number
  validate(at: number, end: number): number
  resume(at: number): number
  setProfile(figures: number, notes: number, scratch: number): void
  setLooseQuotes(loose: number): void
  setTail(least: number, endBlank: number): void
  setCrEnds(ends: number): void
  takeNotes(): number
  settleColumn(column: number): void
  profileColumn(column: number, from: number, to: number, source: number): void
  hasFlags(to: number, mask: number): number
  profileEmails(column: number, to: number): void
  judgeIdentifiers(column: number, from: number, to: number, email: number): void
  countIdentifiers(column: number, to: number, email: number, set: number, mask: number, hashes: number): number
  findCell(column: number, from: number, to: number, text: number, length: number): number
  findManyLined(from: number, to: number, delimiter: number): number
  copySet(from: number, fromMask: number, to: number, toMask: number): void
  runEnd(from: number, to: number, held: number, lineEnd: number, room: number): number
  setSegments(at: number, count: number): void
  setOut(at: number): void
  writeRecords(
    from: number,
    to: number,
    skip: number,
    isJson: number,
    limit: number,
    soft: number,
    isFirst: number,
  ): number
}

/** What a record's flags mean: the same values as in assembly/record-layout.ts and assembly/identifiers.ts; some are ours alone. */
export const RECORD_FLAGS = {
  short: 1,
  long: 2,
  strayQuote: 4,
  textAfterQuote: 8,
  control: 16,
  huge: 32,
  noIdentifier: 64,
  badIdentifier: 128,
  backslash: 256,
  loneCr: 512,
  nothing: 1024,
  unclosed: 2048,
  outgrown: 4096,
  hiddenIdentifier: 8192,
  repeatedHeader: 16384,
  unevenTail: 32768,
  unmended: 65536,
} as const

export const RECORD_WORDS = 8
/** A cell's end without the marks in its high bits. */
export const CELL_END = 0x3fffffff
/** The figures the kernel keeps of a column: the same numbers as in assembly/shapes.ts. */
export const SHAPES = {
  email: 0,
  number: 1,
  mangled: 2,
  leadingZero: 3,
  boolean: 4,
  text: 5,
  dateYmd: 6,
  dateDmy: 7,
  dateMdy: 8,
  dateEither: 9,
  timed: 10,
  formula: 11,
  invisible: 12,
  edgeSpace: 13,
  damaged: 14,
  placeholder: 15,
  equalsText: 16,
  // Ways in which a value may not fit its field: the numbers of assembly/value-kinds.ts.
  notFit: 17,
  dayFirst: 18,
  dayOrMonth: 19,
  shortYear: 20,
  milliseconds: 21,
  longFraction: 22,
  zoned: 23,
  monthName: 24,
  farYear: 25,
  unsure: 26,
  tooLong: 27,
  decimals: 28,
  zeros: 29,
  overLimit: 30,
  numberForm: 31,
  // No bits of a value's kinds: above 31.
  duplicate: 32,
  blank: 33,
} as const
export const SHAPE_COUNT = 34

const PAGE = 65_536
const MOST_PAGES = 65_536
/** The kernel loads whole vectors: what lies after the last byte of a region must exist. */
const SLACK = 128

/** The unsigned number in a global of the kernel. */
export function countOf({ value }: WebAssembly.Global): number {
  return typeof value === 'bigint' ? Number(value) : Number(value) >>> 0
}

let compiled: WebAssembly.Module | undefined

/** The kernel, compiled once a thread unless `adoptKernel` was called. */
export function compileKernel(): WebAssembly.Module {
  compiled ??= new WebAssembly.Module(Buffer.from(KERNEL_WASM, 'base64'))
  return compiled
}

/** Takes the kernel another thread has compiled: with it comes the optimised code of all threads that ran it before. */
export function adoptKernel(module: WebAssembly.Module): void {
  compiled = module
}

/** What one kernel lends another: its memory, free from `freeFrom` on. */
export interface LentMemory {
  readonly memory: WebAssembly.Memory
  readonly freeFrom: number
}

/** One instance of the kernel with its memory, which only grows. A file is read with one of its own. */
export class Kernel {
  readonly call: KernelExports
  readonly #memory: WebAssembly.Memory
  #bytes: Uint8Array
  #words: Uint32Array
  #next: number
  /** Memory below this may hold what an earlier file left. */
  #usedTo: number

  /** `lent`: works in another kernel's memory, on top of what that one has taken. */
  constructor(lent?: LentMemory) {
    this.#memory = lent?.memory ?? new WebAssembly.Memory({ initial: 1, maximum: MOST_PAGES, shared: true })
    const instance = new WebAssembly.Instance(compileKernel(), { env: { memory: this.#memory } })
    this.call = instance.exports as unknown as KernelExports
    this.#next = lent?.freeFrom ?? this.call.heapBase()
    this.#usedTo = lent ? this.#memory.buffer.byteLength : this.#next
    this.#bytes = new Uint8Array(this.#memory.buffer)
    this.#words = new Uint32Array(this.#memory.buffer)
  }

  /** Lends all memory not taken yet to a kernel of another thread. Until `takeBack`, nothing more can be allocated. */
  lend(): LentMemory {
    return { memory: this.#memory, freeFrom: this.#next }
  }

  /** Ends the loan; nothing is known of what the borrower left behind. */
  takeBack(): void {
    this.#bytes = new Uint8Array(this.#memory.buffer)
    this.#words = new Uint32Array(this.#memory.buffer)
    this.#usedTo = this.#bytes.length
  }

  /** All memory as bytes. Not to be kept across `allocate`. */
  get bytes(): Uint8Array {
    return this.#bytes
  }

  /** All memory as 32-bit words. Not to be kept across `allocate`. */
  get words(): Uint32Array {
    return this.#words
  }

  /** Zeroed memory, for as long as the file is read; the address is a multiple of 16. */
  allocate(size: number): number {
    const at = this.allocateBuffer(size)
    if (at < this.#usedTo) this.#bytes.fill(0, at, Math.min(this.#usedTo, at + size))
    return at
  }

  /** The same for what is written before it is read: it may hold anything. */
  allocateBuffer(size: number): number {
    const at = (this.#next + 15) & ~15
    this.#next = at + size + SLACK
    const missing = this.#next - this.#memory.buffer.byteLength
    if (missing > 0) {
      this.#memory.grow(Math.ceil(missing / PAGE))
      this.#bytes = new Uint8Array(this.#memory.buffer)
      this.#words = new Uint32Array(this.#memory.buffer)
    }
    return at
  }

  /** Makes all memory free for another file. */
  reset(): void {
    this.#usedTo = Math.max(this.#usedTo, this.#next)
    this.#next = this.call.heapBase()
  }
}
