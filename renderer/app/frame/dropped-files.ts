import { dropWords } from '../../../shared/words/shell.ts'

/** Kinds a file can have while it is still being dragged: all that is known then. */
const UNSUPPORTED_TYPES: readonly (readonly [RegExp, string])[] = [
  [/^application\/(vnd\.ms-excel\.sheet\.binary|vnd\.oasis)/, dropWords.workbook],
  [/^application\/vnd\.openxmlformats-officedocument\.(wordprocessingml|presentationml)/, dropWords.notCsv],
  [/^application\/(zip|x-zip|gzip|x-7z|x-rar)/, dropWords.archive],
  [/^(image|video|audio|font)\//, dropWords.notCsv],
  [/^application\/(pdf|xml|msword)/, dropWords.notCsv],
]

const SOURCE_NAMES = /\.(csv|tsv|tab|txt|xlsx|xlsm|json|jsonl|ndjson)$/i
const WORKBOOK_NAMES = /\.(xls|xlsb|ods|numbers)$/i
const ARCHIVE_NAMES = /\.(zip|gz|7z|rar)$/i

/** Why files of these MIME types cannot be opened; undefined when one of them may be opened. */
export function findTypeObstacle(types: readonly string[]): string | undefined {
  const reasons = types.map((type) => UNSUPPORTED_TYPES.find(([pattern]) => pattern.test(type))?.[1])
  return reasons.every((reason) => reason !== undefined) ? reasons[0] : undefined
}

/** Why a file of this name cannot be opened; undefined when it can. */
export function findNameObstacle(name: string): string | undefined {
  if (SOURCE_NAMES.test(name)) return undefined
  if (WORKBOOK_NAMES.test(name)) return dropWords.workbook
  if (ARCHIVE_NAMES.test(name)) return dropWords.archive
  return dropWords.unknownName
}
