import { isAscii } from 'node:buffer'
import { open } from 'node:fs/promises'
import type { ReadingProposal } from '../../../shared/csv/csv.ts'
import type { Recipe } from '../../../shared/uploads/recipe.ts'
import { recipeDifferences } from '../../../shared/words/recipes.ts'
import { takeLook } from '../check/take-look.ts'
import type { UploadParts } from '../upload-services.ts'

type Services = Pick<UploadParts, 'engine' | 'files'>

/** As much as a first look reads. */
const HEAD_BYTES = 1024 * 1024

/**
 * How a recipe has a file read. An encoding that was chosen for files of other bytes is left out where this file is sound
 * Unicode: read by it, letters would be garbled. What the user chose for this file wins.
 */
export async function choiceFor(
  services: Services,
  { choice }: Pick<Recipe, 'choice'>,
  { fileId, chosen }: { readonly fileId: string; readonly chosen: ReadingProposal },
): Promise<{ readonly choice: ReadingProposal; readonly differences: readonly string[] }> {
  const { encoding, ...others } = choice
  const isOpen = encoding === undefined || encoding === 'utf-8' || chosen.encoding !== undefined
  if (isOpen || !(await isSoundUnicode(services, fileId, { ...others, ...chosen })))
    return { choice: { ...choice, ...chosen }, differences: [] }
  return { choice: { ...others, ...chosen }, differences: [recipeDifferences.encoding(encoding)] }
}

async function isSoundUnicode(services: Services, fileId: string, choice: ReadingProposal): Promise<boolean> {
  const { reading, problems } = await takeLook(services, fileId, choice)
  if (reading.hasBom || reading.encoding.startsWith('utf-16')) return true
  const isSound = problems.every(({ kind }) => kind !== 'bad-encoding' && kind !== 'cut-character')
  return isSound && !isAscii(await readHead(services.files.stamp(fileId).path))
}

async function readHead(path: string): Promise<Uint8Array> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
