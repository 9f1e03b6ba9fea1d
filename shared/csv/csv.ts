import type {
  csvFlavour,
  delimiter,
  encoding,
  fieldSource,
  mapping,
  reading,
  readingChoices,
} from '../contract/schemas/csv.ts'
import type { Shape } from '../contract/schemas/shape.ts'
import type { FixFacts } from './fixes.ts'
import type { SourceFormat } from './sources.ts'
import type { ValueProblem } from './values.ts'

/** A CSV file the user gave us. `fileId` stands for its path, which the window never learns. */
export interface SourceFile {
  readonly fileId: string
  readonly name: string
  /** Bytes. */
  readonly size: number
  /** ISO time. */
  readonly modifiedAt: string
  /** Of a file that Bulkdesk made itself. */
  readonly madeFrom?: MadeFrom
  /** Of a file that has to be made into rows before it can be checked. */
  readonly format?: SourceFormat
}

/**
 * What a file of ours was made from: a sheet of a workbook, a JSON file, a table from the clipboard, another file with
 * fixes, rows that Eloqua rejected, or rows that an upload held back.
 */
export interface MadeFrom {
  readonly kind: 'excel' | 'json' | 'clipboard' | 'fixes' | 'corrections' | 'unsent'
  /** The file that the user gave; absent of the clipboard. Of fixes to a made file it is that file's original. */
  readonly name?: string
  /** The sheet of the workbook `name`. */
  readonly sheet?: string
  /** What was changed, of `fixes`. */
  readonly fixes?: readonly FixFacts[]
}

/** True where cells were typed or pasted in the window, which may be taken over: main asks about them itself. */
export function isTyped({ kind }: MadeFrom): boolean {
  return kind === 'clipboard' || kind === 'fixes' || kind === 'corrections' || kind === 'unsent'
}

export type Encoding = Shape<typeof encoding>
export type Delimiter = Shape<typeof delimiter>

/** How the bytes of a file are read into rows. */
export type Reading = Shape<typeof reading>

/** `exact`: the data as it is, to be imported again. `spreadsheet`: with a BOM, and cells that would run as formulas made harmless. */
export type CsvFlavour = Shape<typeof csvFlavour>

export type ProblemKind =
  | 'empty-file'
  | 'no-rows'
  | 'bad-encoding'
  | 'cut-character'
  | 'nul-byte'
  | 'unclosed-quote'
  | 'stray-quote'
  | 'text-after-quote'
  | 'backslash-quotes'
  | 'short-row'
  | 'long-row'
  | 'blank-lines'
  | 'control-character'
  | 'huge-row'
  | 'empty-header'
  | 'long-header'
  | 'duplicate-header'
  | 'similar-headers'
  | 'header-trimmed'
  | 'too-many-columns'
  | 'header-missing'
  | 'empty-last-column'
  | 'mixed-line-ends'
  | 'no-identifier'
  | 'malformed-identifier'
  | 'duplicate-identifier'
  | 'invisible-characters'
  | 'number-mangled'
  | 'leading-zeros'
  | 'mixed-dates'
  | 'formula-cells'
  | 'blanks-erase'
  | 'bom'
  | 'sep-line'
  | 'utf-16'
  | 'delimiter-guessed'
  | 'trailing-ctrl-z'
  | 'reason-columns'
  | 'unmapped-field'
  | 'unmapped-identifier'
  | 'left-out-column'
  | 'mapping-drift'
  | 'sheet-errors'
  | 'sheet-no-result'
  | 'sheet-long-numbers'
  | 'sheet-formats'
  | 'sheet-dates'
  | 'sheet-rounded'
  | 'sheet-merged'
  | 'sheet-outside'
  | 'sheet-hidden'
  | 'sheet-hidden-rows'
  | 'sheet-hidden-columns'
  | 'swallowed-rows'
  | 'hidden-identifier'
  | 'repeated-header'
  | 'unmended-row'
  | 'damaged-text'
  | 'placeholders'
  | 'equals-text'
  | 'lines-above-header'
  | 'lines-skipped'
  | 'single-quotes'
  | 'odd-delimiter'
  | 'legacy-encoding'
  | 'rows-end-blank'

/**
 * What is wrong with a file, grouped by how it is fixed.
 * `blocks`: nothing can be sent; `row`: those rows are held back, which `advice` need not say again; `warning` and
 * `note`: sent as they are.
 */
export interface Problem {
  readonly kind: ProblemKind
  readonly severity: 'blocks' | 'row' | 'warning' | 'note'
  readonly title: string
  /** What it means and what to do. */
  readonly advice: string
  readonly count: number
  readonly examples: readonly ProblemExample[]
  /** A way of reading the file that may mend this, to be offered: look again with it. */
  readonly proposal?: ReadingProposal
  /** Nothing speaks against `proposal`: it may be followed without asking, and is then said and taken back by one click. */
  readonly isSure?: true
  /** Encodings the file may be in, the likeliest first: the user says whose words look right. */
  readonly encodings?: readonly EncodingOption[]
}

/** What the user may choose about how a file is read. */
export type ReadingProposal = Shape<typeof readingChoices>

export interface EncodingOption {
  readonly encoding: Encoding
  /** Words of the file as this encoding reads them, the same ones for every option. */
  readonly words: readonly string[]
}

export interface ProblemExample {
  /** 1-based data row (the header is not a row). */
  readonly row?: number
  /** 1-based line in the file. */
  readonly line?: number
  /** Byte offset in the file. */
  readonly byte?: number
  readonly column?: string
  /** The cell, shortened. */
  readonly value?: string
}

/** What can be said within half a second, whatever the size: from the first part of the file. */
export interface FirstLook {
  readonly file: SourceFile
  readonly reading: Reading
  readonly headers: readonly string[]
  /** The first rows (at most 50), cells as text. */
  readonly sample: readonly (readonly string[])[]
  readonly problems: readonly Problem[]
  /** Estimate from the first part; exact when the whole file was read. */
  readonly rows: { readonly count: number; readonly exact: boolean }
}

/** Where a definition's field takes its text from. */
export type FieldSource = Shape<typeof fieldSource>

/** Which column (0-based) or constant feeds which field of the definition. A field not named here is not sent. */
export type Mapping = Shape<typeof mapping>

export interface MappingProposal {
  readonly mapping: Mapping
  readonly from: 'remembered' | 'names'
  /** What differs from the file this mapping was remembered for, in words. */
  readonly drift: readonly string[]
  /** Fields matched by a near name only: the user should look. */
  readonly unsure: readonly string[]
}

export interface ColumnProfile {
  readonly column: number
  readonly name: string
  /** Rows with a non-empty cell. */
  readonly filled: number
  readonly distinct: { readonly count: number; readonly exact: boolean }
  /** Length in characters of the longest cell. */
  readonly longest: number
  readonly looksLike: 'email' | 'number' | 'date' | 'date-time' | 'boolean' | 'text' | 'empty'
  /** Cells that speak against `looksLike`, or that spreadsheets may have damaged. */
  readonly findings: readonly Problem[]
}

/** What a full check found: the whole file, not a sample. */
export interface CheckReport {
  readonly rows: number
  /** Rows that can be sent. */
  readonly goodRows: number
  /** Rows with a problem of severity `row`, which stay behind. */
  readonly heldBackRows: number
  /** Blank lines, which are no rows. */
  readonly blankLines: number
  readonly duplicateIdentifierRows: number
  /** Blank cells per mapped field, among the good rows. */
  readonly blanks: Readonly<Record<string, number>>
  readonly columns: readonly ColumnProfile[]
  readonly problems: readonly Problem[]
  /** Values that don't fit the field they are mapped to. Absent where the types of the fields could not be read. */
  readonly values?: readonly ValueProblem[]
  readonly bytes: number
}

/** How a copy with fixes is read: UTF-8, from its header, in standard quotes, whatever the file was; the rest stays. */
export function copyChoice({ delimiter, looseQuotes }: Reading): ReadingProposal {
  return { encoding: 'utf-8', delimiter, looseQuotes, headerLine: 1, singleQuotes: false }
}
