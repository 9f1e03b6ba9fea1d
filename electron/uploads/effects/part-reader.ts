import { TRIAL_ROWS } from '../../../shared/uploads/upload.ts'
import type { CsvEngine, Part } from '../../csv/engine.ts'
import { bodyKind, type PartLimits } from '../check/plan-upload.ts'
import type { UploadRecord } from '../core/upload-record.ts'

/** Reads the parts of one upload's file, each when it is to be sent. Keeps one part at a time. */
export interface PartReader {
  /** Undefined where the file gives no such part. Rejects as the engine does. */
  read(record: UploadRecord, index: number, signal: AbortSignal): Promise<Part | undefined>
  /** The part that was read last. */
  current(index: number): Part | undefined
  close(): Promise<void>
}

export function createPartReader(engine: CsvEngine, limits: PartLimits): PartReader {
  let open: AsyncIterator<Part> | undefined
  let part: Part | undefined

  async function close(): Promise<void> {
    const iterator = open
    open = undefined
    part = undefined
    await iterator?.return?.()
  }

  return {
    async read(record, index, signal) {
      if (part?.index === index) return part
      const isNext = open !== undefined && part?.index === index - 1
      if (!isNext) {
        await close()
        open = engine.parts(partsRequest(record, index, limits, signal))[Symbol.asyncIterator]()
      }
      part?.release()
      part = undefined
      const next = await open?.next()
      part = next?.done === false ? next.value : undefined
      if (part?.index !== index) await close()
      return part
    },
    current: (index) => (part?.index === index ? part : undefined),
    close,
  }
}

function partsRequest(record: UploadRecord, fromPart: number, limits: PartLimits, signal: AbortSignal) {
  const { file, reading, mapping, definition, scope } = record
  return {
    stamp: { path: file.path, size: file.size, mtimeMs: file.mtimeMs },
    reading,
    mapping,
    target: definition,
    body: bodyKind(definition),
    maxBytes: limits.partBytes,
    ...(scope === 'first-50' ? { maxRows: TRIAL_ROWS } : {}),
    fromPart,
    isPlanned: true,
    signal,
  }
}
