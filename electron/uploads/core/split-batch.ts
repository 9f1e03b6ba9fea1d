import type { RecordedPart, UploadRecord } from './upload-record.ts'

/** What is left becomes a batch of its own: the sync of this one has been started. */
export function restAsNextBatch({ batch }: UploadRecord, parts: readonly RecordedPart[]): readonly RecordedPart[] {
  return parts.map((part) =>
    part.batch > batch || (part.batch === batch && part.state !== 'arrived')
      ? { ...part, batch: part.batch + 1 }
      : part,
  )
}
