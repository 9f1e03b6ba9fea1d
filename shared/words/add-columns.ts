import { formatCounted } from './numbers.ts'

/** Columns of a file that the definition has no field for. */
export const addColumnWords = {
  button: (count: number) => `Add ${formatCounted(count, 'missing column')}…`,
  title: 'Add columns to a copy of the definition',
  means: (name: string) => `“${name}” stays as it is. This file goes to the copy, which has these columns too.`,
  leaveOut: 'Leave out',
  copy: 'The copy',
  temporary: 'Temporary: Eloqua deletes the copy after 7 days',
  saved: (name: string) => `Saved as “${name}”`,
  create: (count: number) => `Create the copy with ${formatCounted(count, 'more field')}`,
  makeImport: 'Create an import from this file…',
}
