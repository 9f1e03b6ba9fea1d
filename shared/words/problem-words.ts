import { formatCounted, plural } from './numbers.ts'

/** The words of one kind of problem. */
export interface Words {
  /** Where a count matters, the title gives it. */
  readonly title: (count: number) => string
  readonly advice: string
  /** What is said instead where the same finding is only a note. */
  readonly note?: Omit<Words, 'note'>
}

export const always = (text: string) => (): string => text
/** `1 row has too few cells`, `3 rows have too few cells` */
export function rowsWords(count: number, one: string, many: string): string {
  return `${formatCounted(count, 'row')} ${plural(count, one, many)}`
}
export const rows =
  (one: string, many: string) =>
  (count: number): string =>
    rowsWords(count, one, many)
export const counted =
  (one: string, many: string) =>
  (count: number): string =>
    formatCounted(count, one, many)

export const AS_IS = 'Bulkdesk sends every cell as is.'
export const SAVE_AS_UTF8 = 'Save the file again as “CSV UTF-8”.'
