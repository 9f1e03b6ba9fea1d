import { meaningOf } from '../eloqua/elq-codes.ts'
import type { SyncReason } from '../eloqua/sync.ts'
import { explainCode } from './code-words.ts'
import { formatCount, formatCounted } from './numbers.ts'

/** The first screen: what needs the user, and nothing else. */
export const homeWords = {
  title: 'Home',
  context: 'What needs your attention',
  refresh: 'Refresh',
  loading: 'Looking for what needs your attention',
  groups: {
    syncs: 'Syncs that failed or warned in the last 24 hours',
    uploads: 'Uploads that need you',
    expiring: 'Results Eloqua deletes soon',
    jobs: 'Saved jobs that need you',
    definitions: 'Definitions Eloqua deletes soon',
  },
  more: (count: number) => `${formatCount(count)} more`,
  calm: 'Nothing needs your attention',
  calmHint:
    'No failed syncs in the last 24 hours, no upload waiting for you, and nothing is about to be deleted. Drop a CSV, Excel or JSON file anywhere to check it.',
  openFiles: 'Open files…',
  openSyncs: 'Open syncs',
  /** Also those of more than 24 hours ago. */
  allFailed: 'All failed syncs',
}

/** Each line: why it is here, and the one next step. */
export const homeLineWords = {
  numbered: (id: number) => `#${String(id)}`,
  /** The same definition ended this way more than once. */
  times: (count: number) => `${formatCounted(count, 'time')}, newest shown`,
  reading: 'Reading the log…',
  noReason: 'The log gives no reason.',
  unread: 'The log couldn’t be read.',
  seeLog: 'See log',
  seeRejected: 'See rejected rows',
  review: 'Review',
  resume: 'Resume',
  expires: (left: string) => `Eloqua deletes the rows in ${left}. Keep the result to read it later.`,
  openResult: 'Open result',
  seeRuns: 'See runs',
  autoDelete: (left: string) => `Auto-delete: Eloqua deletes this definition in ${left}.`,
  due: 'Due now',
  openDefinition: 'Open definition',
  /** The step, for who hears it without the line. */
  stepFor: (step: string, title: string) => `${step}: ${title}`,
}

/**
 * Why a sync failed or warned: what the worst line of its log means, or its code where that is not known. The count is told
 * only of lines that are about rows: what another line counts is not documented.
 */
export function wordReason({ code, count }: SyncReason): string {
  const words = explainCode(code)?.words ?? code
  return count && meaningOf(code)?.rows ? `${words}: ${formatCounted(count, 'row')}.` : `${words}.`
}
