import type { ProblemKind } from '../csv/csv.ts'
import { formatCounted, plural } from './numbers.ts'
import { always, counted, rows, SAVE_AS_UTF8, type Words } from './problem-words.ts'

/** How the file is made of bytes and lines. */
export const BYTES = {
  'empty-file': {
    title: always('The file is empty'),
    advice: 'Export the file again from the program that made it.',
  },
  'no-rows': { title: always('The file has a header but no rows'), advice: 'There’s nothing to send.' },
  'bad-encoding': {
    title: always('The file isn’t UTF-8 text'),
    advice: SAVE_AS_UTF8,
  },
  'cut-character': {
    title: always('The file ends in the middle of a character'),
    advice: 'The file was cut off, so rows may be missing. Get the whole file again.',
  },
  'nul-byte': {
    title: counted('NUL byte in the file', 'NUL bytes in the file'),
    advice: `A CSV file has none, so this file is damaged or isn’t one. ${SAVE_AS_UTF8}`,
  },
  'legacy-encoding': {
    title: always('The file isn’t UTF-8'),
    advice:
      'Eloqua needs UTF-8, so Bulkdesk converts the file. If letters look wrong in the preview, choose another encoding.',
  },
  'lines-above-header': {
    title: (count: number) => `${formatCounted(count, 'line')} ${plural(count, 'stands', 'stand')} above the header`,
    advice: 'Start at the line with the column names. Bulkdesk doesn’t send the lines above.',
  },
  'lines-skipped': {
    title: (count: number) => `${formatCounted(count, 'line')} above the header skipped`,
    advice: 'Bulkdesk doesn’t send these lines. If the header is another line, choose that line by the preview.',
  },
  'rows-end-blank': {
    title: always('Rows end with a delimiter that the header doesn’t have'),
    advice: 'The cells behind these delimiters are blank, so Bulkdesk leaves them out.',
  },
  'odd-delimiter': {
    title: always('Bulkdesk doesn’t read this delimiter'),
    advice: 'Bulkdesk reads commas, semicolons, tabs and pipes. Export the file again with one of these.',
  },
  bom: {
    title: always('The file starts with a byte order mark'),
    advice: 'Bulkdesk leaves the mark out, so that the first column keeps its name.',
  },
  'sep-line': {
    title: always('The first line names the delimiter'),
    advice: 'A line such as sep=; is meant for spreadsheets, so Bulkdesk doesn’t send this line.',
  },
  'utf-16': {
    title: always('The file is UTF-16'),
    advice: 'Eloqua needs UTF-8, so Bulkdesk converts the file. Check that the preview looks right.',
  },
  'delimiter-guessed': {
    title: always('The delimiter isn’t a comma'),
    advice: 'Eloqua needs commas, so Bulkdesk converts the file. If the columns look wrong, choose another delimiter.',
  },
  'trailing-ctrl-z': {
    title: always('The file ends with an old end-of-file mark'),
    advice: 'Bulkdesk leaves out the Ctrl-Z character at the end.',
  },
  'mixed-line-ends': {
    title: always('Lines end in different ways'),
    advice: 'Bulkdesk reads all of these as line ends. Line breaks inside quotes stay as they are.',
  },
  'blank-lines': {
    title: counted('blank line skipped', 'blank lines skipped'),
    advice: 'Bulkdesk doesn’t send lines without text.',
  },
} satisfies Partial<Record<ProblemKind, Words>>

/** How quotes stand in the file. */
export const QUOTES = {
  'unclosed-quote': {
    title: always('A quote is never closed'),
    advice: 'Everything after the quote would be one cell. Close the quote at this line, then check again.',
  },
  'stray-quote': {
    title: rows('has a quote inside an unquoted cell', 'have a quote inside an unquoted cell'),
    advice:
      'If the quotes belong to the text (5" pipe, Ann "Annie" Lee), treat quotes as text. Otherwise fix these rows.',
  },
  'text-after-quote': {
    title: rows('has text after a closing quote', 'have text after a closing quote'),
    advice:
      'A quoted cell ends at its closing quote. If the quote belongs to the text, double the quote (""); if not, remove what follows.',
  },
  'swallowed-rows': {
    title: rows('has a cell that looks like several rows', 'have a cell that looks like several rows'),
    advice:
      'Two stray quotes may have made one cell of whole rows. Look at the quotes from this line on before you send.',
  },
  'single-quotes': {
    title: always('Cells are in single quotes'),
    advice:
      'Bulkdesk would send the quotes with the text. Read single quotes as quotes, or choose “Standard quotes” to keep them.',
  },
  'equals-text': {
    title: counted('cell is written as ="text"', 'cells are written as ="text"'),
    advice: 'A spreadsheet formula for text. Take the text inside, or Bulkdesk sends the cell as is.',
  },
  'backslash-quotes': {
    title: rows('writes quotes as \\"', 'write quotes as \\"'),
    advice: 'CSV doubles a quote ("") instead. Export the file again with doubled quotes; Bulkdesk doesn’t guess.',
  },
} satisfies Partial<Record<ProblemKind, Words>>
