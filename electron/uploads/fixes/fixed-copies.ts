import type { Reading, SourceFile } from '../../../shared/csv/csv.ts'
import { type Fix, type FixFacts, fixFacts, rowInFile } from '../../../shared/csv/fixes.ts'
import type { UploadParts } from '../upload-services.ts'
import { leftOutInAll, noteLeftOut } from './left-out-file.ts'

interface FixedFileRequest {
  readonly fileId: string
  readonly reading: Reading
  readonly fixes: readonly Fix[]
  readonly signal: AbortSignal
  readonly onProgress: (bytesRead: number) => void
}

/** Copies of users' files with fixes. The newest copy of a file takes the place of the one before it. */
export interface FixedCopies {
  make(request: FixedFileRequest): Promise<SourceFile>
  /** Removes the copies of a file, but for those that uploads were made of. */
  forget(fileId: string): Promise<void>
  /** The row of the user's file (1-based) that is this row of the file that is checked. */
  rowInFile(fileId: string, row: number): number
  isCopy(fileId: string): boolean
}

interface FixedCopy {
  readonly originalId: string
  readonly leftOut: Uint32Array
}

const NO_ROWS = new Uint32Array(0)

type Services = Pick<UploadParts, 'engine' | 'files' | 'madeFiles' | 'journal'>

export function createFixedCopies(services: Services): FixedCopies {
  const { files, madeFiles, journal } = services
  const copies = new Map<string, FixedCopy>()

  /** What an upload reads stays where it is; also after its end, for the rows that were not taken (see `MadeFiles`). */
  async function forget(originalId: string, newest?: string): Promise<void> {
    const inUse = new Set([...journal.unfinished(), ...journal.endedSince('')].map(({ file }) => file.path))
    for (const [fileId, copy] of copies) {
      if (copy.originalId !== originalId || fileId === newest) continue
      const { path } = files.stamp(fileId)
      if (inUse.has(path)) continue
      copies.delete(fileId)
      await madeFiles.discard(path)
    }
  }

  return {
    async make(request) {
      const { made, leftOut } = await makeCopy(services, request)
      copies.set(made.fileId, { originalId: request.fileId, leftOut })
      await forget(request.fileId, made.fileId)
      return made
    },
    forget: (fileId) => forget(fileId),
    isCopy: (fileId) => copies.has(fileId),
    rowInFile: (fileId, row) => rowInFile(row, copies.get(fileId)?.leftOut ?? NO_ROWS),
  }
}

async function makeCopy({ engine, files, madeFiles }: Services, { fileId, ...request }: FixedFileRequest) {
  const { name, madeFrom } = files.find(fileId)
  const original = { name: madeFrom?.name ?? name, ...(madeFrom?.sheet ? { sheet: madeFrom.sheet } : {}) }
  let leftOut: Uint32Array = NO_ROWS
  let facts: readonly FixFacts[] = []
  const made = await madeFiles.make({
    name,
    from: () => ({ kind: 'fixes', ...original, fixes: [...(madeFrom?.fixes ?? []), ...facts] }),
    ends: endsOf(request.reading),
    async write(path) {
      const outcome = await engine.fix({ ...request, stamp: files.stamp(fileId), path })
      leftOut = outcome.leftOut
      await noteLeftOut(path, await leftOutInAll(files.stamp(fileId).path, leftOut))
      const counts = outcome.previews.map(({ count }) => count)
      facts = fixFacts(request.fixes, { headers: outcome.headers, counts })
      // What is odd about a sheet is so in a copy of its rows.
      return files.notes(fileId)
    },
  })
  return { made, leftOut }
}

function endsOf({ crRows = false, endBlank = false }: Reading) {
  return { crRows, endBlank }
}
