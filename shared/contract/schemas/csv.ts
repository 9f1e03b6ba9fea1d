import { z } from 'zod'
import { index } from './common.ts'

/** A closed list: journals name these. What is not Unicode is read through Node's decoders. */
export const encoding = z.enum([
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'macintosh',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'windows-1257',
  'windows-874',
  'iso-8859-2',
  'iso-8859-5',
  'iso-8859-7',
  'iso-8859-15',
  'koi8-r',
  'ibm866',
  'x-mac-cyrillic',
  'shift_jis',
  'euc-jp',
  'gb18030',
  'big5',
  'euc-kr',
])
export const delimiter = z.enum([',', ';', '\t', '|'])
const headerLine = z.int().min(1).max(1_000)

/** How the bytes of a file are read into rows. */
export const reading = z.strictObject({
  encoding,
  delimiter,
  hasBom: z.boolean(),
  /** The file starts with a `sep=` line, which is no row. */
  hasSepLine: z.boolean(),
  /** Quotes inside unquoted cells are text (C9) instead of an error of their row. */
  looseQuotes: z.boolean(),
  /** 1-based line the header stands in, when lines above are none of the table. */
  headerLine: headerLine.optional(),
  /** Spaces between a delimiter and a quote are no text. */
  trimQuotes: z.boolean().optional(),
  /** Of cells written as `="00123"` the text inside is taken. */
  equalsText: z.boolean().optional(),
  /** Cells stand in single quotes instead of double ones. */
  singleQuotes: z.boolean().optional(),
  /** Rows end with delimiters that the header does not have. */
  endBlank: z.boolean().optional(),
  /** The header ends with a line feed, rows with carriage returns. */
  crRows: z.boolean().optional(),
})

/** What the user may choose of this; the rest is found out. */
export const readingChoices = z.strictObject({
  encoding: encoding.optional(),
  delimiter: delimiter.optional(),
  looseQuotes: z.boolean().optional(),
  headerLine: headerLine.optional(),
  trimQuotes: z.boolean().optional(),
  equalsText: z.boolean().optional(),
  singleQuotes: z.boolean().optional(),
})

/** Where a definition's field takes its text from. */
export const fieldSource = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('column'), column: index }),
  z.strictObject({ from: z.literal('constant'), value: z.string().max(100_000) }),
])

/** Which column (0-based) or constant feeds which field of the definition. A field not named here is not sent. */
export const mapping = z.strictObject({
  fields: z.array(z.strictObject({ field: z.string().min(1).max(1_000), source: fieldSource })).max(1_000),
})

/** As long as the first look gives it; a longer name is cut there. */
export const header = z.string().max(1_000)
/** As many as the first look gives. */
export const headers = z.array(header).max(1_000)
export const cells = z.array(z.string().max(1_000_000)).max(2_000)

/** `exact`: the data as it is, to be imported again. `spreadsheet`: with a BOM, and cells that would run as formulas made harmless. */
export const csvFlavour = z.enum(['exact', 'spreadsheet'])
