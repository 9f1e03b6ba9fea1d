import { createHash } from 'node:crypto'
import type { Part, PartsPlan, PartsRequest } from '../engine.ts'
import { PartCutter } from '../parts/parts.ts'
import { type BodyPool, BodySink, NoSink, PlanSink } from './part-sinks.ts'

/** Characters of the first body that are shown before anything is sent. */
const FIRST_BODY_CHARACTERS = 20_000
const MOST_BYTES_A_CHARACTER = 4

type InWorker<T> = Omit<T, 'signal'>

/**
 * A part as it leaves the worker: its body's buffer moves, it is not copied. It is hashed where it arrives, in another
 * thread, while the worker makes the next.
 */
export type BodyMessage = Omit<Part, 'body' | 'release' | 'sha256'> & {
  readonly buffer: ArrayBuffer
  readonly length: number
}

/** A part with its hash, made in one thread. */
export type PartMessage = BodyMessage & Pick<Part, 'sha256'>

/** The sizes of all parts, without keeping their bodies. */
export function planParts(request: InWorker<Omit<PartsRequest, 'fromPart' | 'isPlanned'>>): PartsPlan {
  const keep = (index: number) => new PlanSink(index === 0 ? FIRST_BODY_CHARACTERS * MOST_BYTES_A_CHARACTER : 0)
  const cutter = new PartCutter(request, keep)
  const parts: PartsPlan['parts'][number][] = []
  let firstBody = ''
  for (const { index, rows, firstRow, lastRow, bytes, sink } of cutter.cut()) {
    if (index === 0) firstBody = sink.text(FIRST_BODY_CHARACTERS)
    parts.push({ rows, firstRow, lastRow, bytes, sha256: sink.digest() })
  }
  return { parts, firstBody }
}

/** The parts one by one, from `fromPart` on; those before are cut again, because only so they end where they ended. */
export function* produceBodies(request: InWorker<PartsRequest>, pool: BodyPool): Generator<BodyMessage> {
  const from = request.fromPart ?? 0
  const cutter = new PartCutter<BodySink | NoSink>(request, (index) =>
    index < from ? new NoSink() : new BodySink(pool, request.maxBytes),
  )
  for (const { sink, bytes, ...part } of cutter.cut()) {
    if (sink instanceof BodySink) yield { ...part, ...sink.take() }
  }
}

/** The same parts with their hashes. */
export function* produceParts(request: InWorker<PartsRequest>, pool: BodyPool): Generator<PartMessage> {
  for (const body of produceBodies(request, pool)) {
    const bytes = new Uint8Array(body.buffer, 0, body.length)
    yield { ...body, sha256: createHash('sha256').update(bytes).digest('hex') }
  }
}
