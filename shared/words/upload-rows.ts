import { parseSyncUri } from '../eloqua/sync.ts'
import type { Upload } from '../uploads/upload.ts'
import type { FileRows, RowSpan } from '../uploads/upload-facts.ts'
import { formatCount, formatCounted, formatList, plural } from './numbers.ts'

/** `rows 1 to 412,000 and 500,001 of the file`; undefined where an older Bulkdesk did not note which. */
export function spanWords(spans: readonly RowSpan[]): string | undefined {
  const [only] = spans
  if (!only) return undefined
  const words = spans.map(({ first, last }) =>
    first === last ? formatCount(first) : `${formatCount(first)} to ${formatCount(last)}`,
  )
  const isOne = spans.length === 1 && only.first === only.last
  return `${isOne ? 'row' : 'rows'} ${formatList(words)} of the file`
}

/** `61 rows of contacts-a.csv and 12 of contacts-b.csv` */
export function fileRowsWords(files: readonly FileRows[]): string {
  return formatList(
    files.map(({ fileName, rows }, index) =>
      index > 0 ? `${formatCount(rows)} of ${fileName}` : `${formatCounted(rows, 'row')} of ${fileName}`,
    ),
  )
}

/** `/syncs/12` -> `sync 12` */
export function syncWords(syncUri: string): string {
  return `sync ${parseSyncUri(syncUri) ?? syncUri}`
}

/** `syncs 12 and 13` */
export function syncsWords(syncUris: readonly string[]): string {
  const ids = syncUris.map((uri) => String(parseSyncUri(uri) ?? uri))
  return `${plural(ids.length, 'sync', 'syncs')} ${formatList(ids)}`
}

/** `part 1`, `parts 1 and 2`: parts are counted from 0 in facts and from 1 in words. */
export function partsWords(parts: readonly number[]): string {
  const names = parts.map((part) => String(part + 1))
  return `${plural(names.length, 'part', 'parts')} ${formatList(names)}`
}

export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** An import imports rows; a sync action does something with the records they name. */
export function doneVerb({ definition }: Pick<Upload, 'definition'>): 'imported' | 'processed' {
  return definition.kind === 'syncAction' ? 'processed' : 'imported'
}

export function doVerb({ definition }: Pick<Upload, 'definition'>): 'imports' | 'processes' {
  return definition.kind === 'syncAction' ? 'processes' : 'imports'
}
