import type { SourceRefusal } from '../csv/sources.ts'
import { formatCount } from './numbers.ts'

interface Words {
  readonly title: string
  readonly advice: string
}

type Facts = Pick<SourceRefusal, 'row' | 'key'>

const always = (title: string, advice: string) => (): Words => ({ title, advice })

const SAVE_AS_XLSX = 'Open the file in Excel, choose File > Save As > Excel Workbook (.xlsx), then choose that file.'
const EXPORT_AGAIN = 'Export the data again, or have it exported as CSV.'

/** `Row 12: ` where a row is at fault. */
function inRow({ row }: Facts): string {
  return row === undefined ? '' : `Row ${formatCount(row)}: `
}

const WORDS: Readonly<Record<SourceRefusal['reason'], (facts: Facts) => Words>> = {
  'old-excel': always('This is an old Excel file (.xls)', SAVE_AS_XLSX),
  password: always(
    'This workbook is protected with a password',
    'Open the workbook in Excel, remove the password under File > Info > Protect Workbook, and save it. Then choose the file again.',
  ),
  'binary-excel': always('This is a binary Excel file (.xlsb)', SAVE_AS_XLSX),
  'open-document': always(
    'This is an OpenDocument spreadsheet (.ods)',
    'Open the file in your spreadsheet program, save it as Excel Workbook (.xlsx), then choose that file.',
  ),
  'no-workbook': always('This isn’t an Excel workbook', SAVE_AS_XLSX),
  damaged: always(
    'This workbook is damaged or incomplete',
    'Open the workbook in Excel, let Excel repair it, and save it. Then choose the file again.',
  ),
  'unpacks-to-too-much': always(
    'This workbook unpacks to more than a workbook can hold',
    'Bulkdesk stopped reading the file. If you trust the file, save the sheet as CSV UTF-8 in Excel.',
  ),
  'no-sheets': always(
    'This workbook has no sheet with cells',
    'Check the workbook in Excel, then choose the file again.',
  ),
  'empty-sheet': ({ key }) => ({
    title: key === undefined ? 'This sheet is empty' : `Sheet ${key} is empty`,
    advice: 'Choose another sheet.',
  }),
  'too-many-columns': always('There are more than 16,384 columns', 'Send fewer columns at a time.'),
  'json-damaged': (facts) => ({ title: `${inRow(facts)}this isn’t complete, correct JSON`, advice: EXPORT_AGAIN }),
  'json-not-rows': (facts) => ({
    title: `${inRow(facts)}this JSON isn’t a list of objects`,
    advice: 'Bulkdesk reads an array of flat objects, or one object a line.',
  }),
  'json-nested': (facts) => ({
    title: `${inRow(facts)}“${facts.key ?? ''}” holds a list or an object`,
    advice: 'Bulkdesk reads flat objects: text, numbers, true, false or null. Export the data without nested values.',
  }),
  'json-key-twice': (facts) => ({
    title: `${inRow(facts)}“${facts.key ?? ''}” is there twice`,
    advice: EXPORT_AGAIN,
  }),
  'json-empty': always('There are no rows in this JSON file', EXPORT_AGAIN),
  'pasted-empty': always('The clipboard holds no table', 'Copy cells in your spreadsheet program, then paste again.'),
}

/** Why a file cannot become rows, and what to do. */
export function sourceRefusalWords({ reason, ...facts }: SourceRefusal): Words {
  const { title, advice } = WORDS[reason](facts)
  return { title: title.charAt(0).toUpperCase() + title.slice(1), advice }
}
