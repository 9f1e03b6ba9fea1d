import { formatCounted } from './numbers.ts'

/**
 * Why not all rows of a result could be had. `no-page`: an answer was no page of the result, however often it was asked
 * for. `no-end`: as many rows came as were named, and then the end was not confirmed. `counts-differ`: more or fewer
 * rows came than were named. `columns-change`: each page brings columns of its own.
 */
export type IncompleteReason = 'no-page' | 'no-end' | 'counts-differ' | 'columns-change'

export interface IncompleteFacts {
  readonly rows: number
  readonly total?: number
  readonly reason: IncompleteReason
}

/** What came of a result, and why that is not known to be all of it. */
export function describeIncomplete({ rows, total, reason }: IncompleteFacts): string {
  if (reason === 'columns-change') return 'The columns of the rows keep changing.'
  const came = `${formatCounted(rows, 'row')} came`
  if (total !== undefined && total !== rows) return `${came}; Eloqua said there are ${formatCounted(total, 'row')}.`
  if (reason === 'no-end') return `${came}, but Eloqua did not confirm that these are all.`
  return `${came}, and then Eloqua's answers could not be read.`
}

/** What a save waits for. */
export const SAVE_WAITS_FOR_SIGN_IN = 'Eloqua rejected the sign-in. Sign in again to continue saving.'

/** The whole result is on disk, and only its last step failed. */
export function describeUnnamed(keptAs: string, why: string): string {
  return `${why} The whole result is kept as ${keptAs}. Try again to choose another name.`
}
