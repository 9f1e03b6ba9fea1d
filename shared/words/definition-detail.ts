import { formatCount, formatCounted } from './numbers.ts'

/** One definition's page. */
export const detailWords = {
  lastResult: 'Last result',
  edit: 'Edit…',
  duplicate: 'Duplicate…',
  save: 'Save as a file…',
  more: 'More actions',
  health: 'Health',
  healthy: 'Nothing to note.',
  rowsPerRun: (runs: readonly number[]) =>
    `Records per run, oldest first: ${runs.map(formatCount).join(', ')}. Highest: ${formatCount(Math.max(...runs))}.`,
  rows: 'Records',
  runs: (count: number) => `${formatCounted(count, 'run')}`,
  properties: 'All properties',
}
