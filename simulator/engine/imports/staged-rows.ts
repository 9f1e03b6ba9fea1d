import type { StagedUpload } from '../data-engine.ts'

/** A staged row in the order of the definition's fields. */
export interface StagedRow {
  /** 1-based position among all staged rows, in order of upload. */
  readonly index: number
  /** '' when the row lacked the field, undefined when the whole upload did. */
  readonly cells: readonly (string | undefined)[]
}

/** Reads the uploads in order, each row rearranged to `names`. Starts anew with every call. */
export function* stagedRows(uploads: readonly StagedUpload[], names: readonly string[]): Generator<StagedRow> {
  let index = 0
  for (const upload of uploads) {
    const positions = names.map((name) => upload.names.indexOf(name))
    for (const row of upload.rows) {
      index += 1
      yield { index, cells: positions.map((position) => (position < 0 ? undefined : (row[position] ?? ''))) }
    }
  }
}

export interface StagingSummary {
  readonly rows: number
  /** Upload names the definition does not know -> rows of the uploads that carried them. */
  readonly unknown: ReadonlyMap<string, number>
  /** Definition fields that an upload lacked, upload by upload. */
  readonly absent: readonly AbsentField[]
}

interface AbsentField {
  readonly field: string
  readonly file: string
  /** Rows of that upload. */
  readonly rows: number
}

/** Counts what the uploads hold and where their names and the definition's differ. */
export function summariseStaging(uploads: readonly StagedUpload[], names: readonly string[]): StagingSummary {
  const unknown = new Map<string, number>()
  const absent: AbsentField[] = []
  const known = new Set(names)
  let rows = 0
  for (const upload of uploads) {
    rows += upload.rowCount
    if (upload.rowCount === 0) continue
    const carried = new Set(upload.names)
    for (const name of carried) {
      if (!known.has(name)) unknown.set(name, (unknown.get(name) ?? 0) + upload.rowCount)
    }
    for (const field of names) {
      if (!carried.has(field)) absent.push({ field, file: upload.file ?? '', rows: upload.rowCount })
    }
  }
  return { rows, unknown, absent }
}
