import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { isAppError } from '../../../../shared/contract/errors.ts'
import type { Problem } from '../../../../shared/csv/csv.ts'
import { openPartialFile } from '../../../platform/partial-file.ts'
import { csvLine } from '../../outcome/row-file.ts'
import { refuseSource } from '../refusals.ts'
import { createLineWriter } from '../table-writer.ts'
import { readFlatObject } from './flat-object.ts'
import { ObjectSplitter } from './split-objects.ts'

/** As many columns as a sheet of Excel has. */
const MOST_KEYS = 16_384
const PIECE_BYTES = 1_000_000

/**
 * Makes a CSV file of a JSON array of flat objects, or of one object a line: every field is a column, in the order in
 * which the fields first appear. Reads the file twice, as only its end says which columns there are.
 */
export async function makeJsonFile(
  order: { readonly from: string; readonly to: string },
  onShare: (share: number) => void,
): Promise<readonly Problem[]> {
  const columns = new Map<string, number>()
  readObjects(
    order.from,
    (share) => onShare(share / 2),
    (source, row) => {
      for (const [key] of readFlatObject(source, row)) if (!columns.has(key)) columns.set(key, columns.size)
      if (columns.size > MOST_KEYS) throw refuseSource({ reason: 'too-many-columns', row })
    },
  )
  if (columns.size === 0) throw refuseSource({ reason: 'json-empty' })
  const file = await openPartialFile(order.to)
  try {
    const lines = createLineWriter(file.handle.fd)
    lines.write(csvLine([...columns.keys()]))
    readObjects(
      order.from,
      (share) => onShare(0.5 + share / 2),
      (source, row) => {
        const cells = new Array<string>(columns.size).fill('')
        for (const [key, text] of readFlatObject(source, row)) cells[columns.get(key) ?? 0] = text
        lines.write(csvLine(cells))
      },
    )
    lines.flush()
    await file.finish()
    return []
  } catch (error) {
    await file.discard()
    throw error
  }
}

function readObjects(
  path: string,
  onShare: (share: number) => void,
  onObject: (source: string, row: number) => void,
): void {
  const fd = openSync(path, 'r')
  try {
    const { size } = fstatSync(fd)
    const splitter = new ObjectSplitter(onObject)
    const bytes = Buffer.alloc(PIECE_BYTES)
    let decoder: TextDecoder | undefined
    for (let read = 0, got = readSync(fd, bytes); got > 0; got = readSync(fd, bytes)) {
      const piece = bytes.subarray(0, got)
      decoder ??= new TextDecoder(encodingOf(piece), { fatal: true })
      splitter.feed(decode(decoder, piece))
      read += got
      onShare(Math.min(1, read / size))
    }
    splitter.feed(decode(decoder, undefined))
    splitter.end()
  } finally {
    closeSync(fd)
  }
}

function decode(decoder: TextDecoder | undefined, bytes: Buffer | undefined): string {
  try {
    return (bytes ? decoder?.decode(bytes, { stream: true }) : decoder?.decode()) ?? ''
  } catch (error) {
    throw isAppError(error) ? error : refuseSource({ reason: 'json-damaged' })
  }
}

function encodingOf([first, second]: Buffer): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
}
