import { formatCounted, plural } from './numbers.ts'

const cells =
  (one: string, many: string) =>
  (count: number): string =>
    `${formatCounted(count, 'cell')} ${plural(count, one, many)}`

/** What is odd about a sheet of a workbook. Bulkdesk takes every cell as Excel shows it. */
export const SHEET_PROBLEMS = {
  'sheet-errors': {
    title: cells('shows an error', 'show errors'),
    advice: 'Bulkdesk sends the error as text, such as #N/A. Fix the formulas in Excel, then choose the file again.',
  },
  'sheet-no-result': {
    title: (count: number) =>
      `${formatCounted(count, 'formula')} ${plural(count, 'has no result', 'have no results')} in the file`,
    advice: 'These cells are blank. Open the workbook in Excel and save it, then choose the file again.',
  },
  'sheet-long-numbers': {
    title: cells('has a number with more digits than Excel keeps', 'have numbers with more digits than Excel keeps'),
    advice: 'Excel replaced the digits after the 15th by zeros. Get these numbers from their source as text.',
  },
  'sheet-formats': {
    title: cells('has a format that depends on the computer', 'have formats that depend on the computer'),
    advice: 'The currency sign depends on the computer’s settings. Bulkdesk sends the plain number.',
  },
  'sheet-dates': {
    title: cells('has a date format but no date', 'have a date format but no date'),
    advice: 'Excel knows no day for these numbers. Bulkdesk sends the plain number.',
  },
  'sheet-rounded': {
    title: cells('shows fewer digits than it holds', 'show fewer digits than they hold'),
    advice: 'Bulkdesk sends what Excel shows. For all digits, change the number format in Excel.',
  },
  'sheet-merged': {
    title: (count: number) => formatCounted(count, 'merged area', 'merged areas'),
    advice: 'Only the first cell of a merged area has a value. The others are blank.',
  },
  'sheet-outside': {
    title: cells('is left of the table', 'are left of the table'),
    advice: 'Bulkdesk left out what stands before the first column of the first 1,000 rows.',
  },
  'sheet-hidden': {
    title: () => 'The sheet is hidden in the workbook',
    advice: 'Check that this is the sheet you want to send.',
  },
  'sheet-hidden-rows': {
    title: (count: number) => `${formatCounted(count, 'row')} ${plural(count, 'is', 'are')} hidden in Excel`,
    advice: 'Bulkdesk sends hidden and filtered rows too. To leave these rows out, delete them in Excel.',
  },
  'sheet-hidden-columns': {
    title: (count: number) => `${formatCounted(count, 'column')} ${plural(count, 'is', 'are')} hidden in Excel`,
    advice: 'Hidden columns can be mapped like any other.',
  },
} as const
