import { MessageChannel, type MessagePort, receiveMessageOnPort } from 'node:worker_threads'
import type { Delimiter } from '../../../shared/csv/csv.ts'
import { Kernel, type LentMemory } from '../kernel/kernel.ts'
import type { LateReader, RecordReader } from '../read/record-reader.ts'
import { type Batch, RecordTable, type TablePlace, type TableShape } from '../read/record-table.ts'

/** How many batches of 256 KB the second worker may be behind: enough to bridge what else the processors do. */
const BEHIND = 5
/** How many records each published batch has follows these. */
const STATE_WORDS = { ready: 0, published: 1, done: 2, counts: 3 } as const
const WORDS = STATE_WORDS.counts + BEHIND + 1

/** One end of the line between the two workers that check a big file. */
export interface RingEnd {
  readonly state: SharedArrayBuffer
  readonly port: MessagePort
}

/** The two ends: one for who cuts the file into batches, one for who reads them after him. */
export function makeRing(): { readonly cutter: RingEnd; readonly follower: RingEnd } {
  const { port1, port2 } = new MessageChannel()
  const state = new SharedArrayBuffer(WORDS * 4)
  return { cutter: { state, port: port1 }, follower: { state, port: port2 } }
}

/** No batch is empty, but for this one. */
const END = { count: 0 } as const

interface Opening {
  readonly lent: LentMemory
  readonly header: readonly string[]
  readonly tables: readonly TablePlace[]
  readonly shape: TableShape
}

/** What is known only when the file is read to its end. */
export interface Ending {
  readonly rows: number
  readonly blankLines: number
  readonly unclosedLine: number | undefined
}

function wait(state: Int32Array, word: number, isEnough: (value: number) => boolean): void {
  while (true) {
    const value = Atomics.load(state, word)
    if (isEnough(value)) return
    Atomics.wait(state, word, value)
  }
}

function tell(state: Int32Array, word: number, value: number): void {
  Atomics.store(state, word, value)
  Atomics.notify(state, word)
}

function receive<T>(port: MessagePort): T {
  // Both ends are ours, and it was sent before `state` said so.
  return receiveMessageOnPort(port)?.message as T
}

/** The end of who cuts the file: says which batches are there, and waits for the follower before he overwrites them. */
export class RingWriter implements LateReader {
  readonly behind = BEHIND
  readonly #state: Int32Array
  readonly #port: MessagePort
  #published = 0

  constructor({ state, port }: RingEnd) {
    this.#state = new Int32Array(state)
    this.#port = port
  }

  /** Lets the follower begin. From now on nothing can be allocated in the reader's kernel. */
  open(reader: RecordReader, header: readonly string[]): void {
    const { tables, shape } = reader
    this.#port.postMessage({ lent: reader.kernel.lend(), header, tables, shape } satisfies Opening)
    tell(this.#state, STATE_WORDS.ready, 1)
  }

  /** Hands the follower the batch in the reader's tables, which may be read but not written from now on. */
  publish(batch: Pick<Batch, 'count'>): void {
    this.#state[STATE_WORDS.counts + (this.#published % (BEHIND + 1))] = batch.count
    this.#published += 1
    tell(this.#state, STATE_WORDS.published, this.#published)
  }

  waitFor(batch: number): void {
    wait(this.#state, STATE_WORDS.done, (done) => done >= batch)
  }

  /** After the last batch. Returns when the follower needs the kernel's memory no more. */
  close(ending: Ending): void {
    this.#port.postMessage(ending)
    this.waitFor(this.#published - BEHIND)
    this.publish(END)
    this.waitFor(this.#published)
    this.#port.close()
  }
}

/** The follower's end: the batches as the other worker cut them, in its memory. */
export class RingReader extends RecordTable {
  readonly header: readonly string[]
  readonly #state: Int32Array
  readonly #port: MessagePort
  readonly #tables: readonly TablePlace[]
  readonly #shape: TableShape
  #rows = 0
  #batch = 0
  #ending: Ending | undefined

  private constructor(state: Int32Array, port: MessagePort, opening: Opening, delimiter: Delimiter) {
    super(new Kernel(opening.lent), delimiter)
    this.#state = state
    this.#port = port
    this.header = opening.header
    this.#tables = opening.tables
    this.#shape = opening.shape
  }

  /** Waits until the file is opened. */
  static open({ state, port }: RingEnd, delimiter: Delimiter): RingReader {
    const words = new Int32Array(state)
    wait(words, STATE_WORDS.ready, (ready) => ready === 1)
    return new RingReader(words, port, receive<Opening>(port), delimiter)
  }

  /** Known after the last batch. */
  get ending(): Ending {
    if (!this.#ending) throw new Error('The batches have not ended.')
    return this.#ending
  }

  *batches(): Generator<Batch> {
    while (true) {
      wait(this.#state, STATE_WORDS.published, (published) => published > this.#batch)
      const slot = this.#batch % (BEHIND + 1)
      const count = this.#state[STATE_WORDS.counts + slot] ?? END.count
      if (count === END.count) break
      yield this.#show(slot, count)
      this.#batch += 1
      tell(this.#state, STATE_WORDS.done, this.#batch)
    }
    this.#ending = receive<Ending>(this.#port)
  }

  #show(slot: number, count: number): Batch {
    const place = this.#tables[slot]
    if (!place) throw new Error('A batch stands nowhere.')
    const { columns, stride, capacity } = this.#shape
    this.look(place, stride)
    this.kernel.call.setTables(place.records, capacity, place.cells, stride, columns)
    const firstRow = this.#rows + 1
    this.#rows += count
    return { count, firstRow }
  }

  /** Gives the memory back. */
  close(): void {
    this.#port.close()
    tell(this.#state, STATE_WORDS.done, this.#batch + 1)
  }
}
