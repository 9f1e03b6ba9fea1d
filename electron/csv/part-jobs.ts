import type { Part, PartsPlan, PartsRequest } from './engine.ts'
import { type BodyPool, BodySink, HeadSink } from './part-sinks.ts'
import { PartCutter } from './parts.ts'

/** Characters of the first body that are shown before anything is sent. */
const FIRST_BODY_CHARACTERS = 20_000
const MOST_BYTES_A_CHARACTER = 4

type InWorker<T> = Omit<T, 'signal'>

/** A part as it leaves the worker: its body's buffer moves, it is not copied. */
export type PartMessage = Omit<Part, 'body' | 'release'> & { readonly buffer: ArrayBuffer; readonly length: number }

/** The sizes of all parts, without keeping their bodies. */
export function planParts(request: InWorker<Omit<PartsRequest, 'fromPart'>>): PartsPlan {
  const keep = (index: number) => new HeadSink(index === 0 ? FIRST_BODY_CHARACTERS * MOST_BYTES_A_CHARACTER : 0)
  const cutter = new PartCutter(request, keep)
  const parts: PartsPlan['parts'][number][] = []
  let firstBody = ''
  for (const { index, rows, bytes, sha256, sink } of cutter.cut()) {
    if (index === 0) firstBody = sink.text(FIRST_BODY_CHARACTERS)
    parts.push({ rows, bytes, sha256 })
  }
  return { parts, firstBody }
}

/** The parts one by one, from `fromPart` on; those before are cut again, because only so they end where they ended. */
export function* produceParts(request: InWorker<PartsRequest>, pool: BodyPool): Generator<PartMessage> {
  const from = request.fromPart ?? 0
  const cutter = new PartCutter<BodySink | HeadSink>(request, (index) =>
    index < from ? new HeadSink(0) : new BodySink(pool, request.maxBytes),
  )
  for (const { sink, bytes, ...part } of cutter.cut()) {
    if (sink instanceof BodySink) yield { ...part, ...sink.take() }
  }
}
