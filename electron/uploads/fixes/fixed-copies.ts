import type { Reading, SourceFile } from '../../../shared/csv/csv.ts'
import { type Fix, fixFacts } from '../../../shared/csv/fixes.ts'
import { rowInFile } from '../../csv/fix/left-out-rows.ts'
import type { UploadParts } from '../upload-services.ts'

export interface FixedFileRequest {
  readonly fileId: string
  readonly reading: Reading
  readonly fixes: readonly Fix[]
  readonly signal: AbortSignal
  readonly onProgress: (bytesRead: number) => void
}

/** Copies of users' files with fixes. The newest copy of a file takes the place of the one before it. */
export interface FixedCopies {
  make(request: FixedFileRequest): Promise<SourceFile>
  /** The row of the user's file (1-based) that is this row of the file that is checked. */
  rowInFile(fileId: string, row: number): number
}

interface FixedCopy {
  readonly originalId: string
  readonly leftOut: Uint32Array
}

const NO_ROWS = new Uint32Array(0)

export function createFixedCopies(
  services: Pick<UploadParts, 'engine' | 'files' | 'madeFiles' | 'journal'>,
): FixedCopies {
  const { engine, files, madeFiles, journal } = services
  const copies = new Map<string, FixedCopy>()

  /** What an upload that goes on reads stays where it is. */
  async function forgetBefore(originalId: string, newest: string): Promise<void> {
    const inUse = new Set(journal.unfinished().map(({ file }) => file.path))
    for (const [fileId, copy] of copies) {
      if (copy.originalId !== originalId || fileId === newest) continue
      const { path } = files.stamp(fileId)
      if (inUse.has(path)) continue
      copies.delete(fileId)
      await madeFiles.discard(path)
    }
  }

  return {
    async make({ fileId, ...request }) {
      const original = files.find(fileId)
      const { madeFrom } = original
      const from = {
        kind: 'fixes' as const,
        name: madeFrom?.name ?? original.name,
        ...(madeFrom?.sheet ? { sheet: madeFrom.sheet } : {}),
      }
      let leftOut = NO_ROWS
      const made = await madeFiles.make({
        name: original.name,
        async write(path) {
          const outcome = await engine.fix({ ...request, stamp: files.stamp(fileId), path })
          leftOut = outcome.leftOut
          const counts = outcome.previews.map(({ count }) => count)
          return { from: { ...from, fixes: fixFacts(request.fixes, { headers: outcome.headers, counts }) } }
        },
      })
      copies.set(made.fileId, { originalId: fileId, leftOut })
      await forgetBefore(fileId, made.fileId)
      return made
    },
    rowInFile: (fileId, row) => rowInFile(row, copies.get(fileId)?.leftOut ?? NO_ROWS),
  }
}
