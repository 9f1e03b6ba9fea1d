const WORKBOOK =
  'An Excel workbook is not a CSV file. In Excel choose File, Save As, CSV UTF-8, then drop the file that makes.'

/** Kinds a file can have while it is still being dragged: all that is known then. */
const REFUSED_TYPES: readonly (readonly [RegExp, string])[] = [
  [/^application\/(vnd\.openxmlformats|vnd\.ms-excel\.sheet|vnd\.oasis)/, WORKBOOK],
  [/^application\/(zip|x-zip|gzip|x-7z|x-rar)/, 'Unpack the archive first: Bulkdesk takes the CSV files themselves.'],
  [/^(image|video|audio|font)\//, 'Bulkdesk takes CSV files: rows of text with a header line.'],
  [/^application\/(pdf|json|xml|msword)/, 'Bulkdesk takes CSV files: rows of text with a header line.'],
]

const TAKEN_NAMES = /\.(csv|tsv|tab|txt)$/i
const WORKBOOK_NAMES = /\.(xlsx?|xlsm|xlsb|ods|numbers)$/i
const ARCHIVE_NAMES = /\.(zip|gz|7z|rar)$/i

/** Why files of these MIME types cannot be taken; undefined when one of them may be a CSV file. */
export function refuseTypes(types: readonly string[]): string | undefined {
  const reasons = types.map((type) => REFUSED_TYPES.find(([pattern]) => pattern.test(type))?.[1])
  return reasons.every((reason) => reason !== undefined) ? reasons[0] : undefined
}

/** Why a file of this name cannot be taken; undefined when it can. */
export function refuseName(name: string): string | undefined {
  if (TAKEN_NAMES.test(name)) return undefined
  if (WORKBOOK_NAMES.test(name)) return WORKBOOK
  if (ARCHIVE_NAMES.test(name)) return 'Unpack the archive first: Bulkdesk takes the CSV files themselves.'
  return 'Its name does not end in .csv, .tsv or .txt. If it is a CSV file, rename it and drop it again.'
}
