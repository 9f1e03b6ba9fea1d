import type { JobEnd, JobRun, JobSchedule } from '../jobs/job.ts'
import { describeError } from './errors.ts'
import { formatCount, formatCounted } from './numbers.ts'
import { wordSyncStatus } from './states.ts'

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const

/** The list of saved jobs, and the log of each. */
export const jobWords = {
  title: 'Saved jobs',
  loading: 'Loading saved jobs',
  none: 'No saved jobs',
  noneHint: 'Open an export and choose “Run again every…” to save its rows to a folder on a schedule.',
  toDefinitions: 'Go to definitions',
  name: 'Job',
  schedule: 'Schedule',
  next: 'Next run',
  last: 'Last run',
  paused: 'Paused',
  running: 'Running now',
  /** Its last run brought no file, or it waits. */
  troubled: 'No file saved',
  waits: 'Waiting for you to sign in again',
  neverRan: 'Not run yet',
  runNow: 'Run now',
  cancelRun: 'Cancel run',
  pause: 'Pause job',
  resume: 'Resume job',
  edit: 'Edit job…',
  remove: 'Delete job',
  removed: (name: string) => `Deleted “${name}”.`,
  undo: 'Undo',
  showFile: 'Show in folder',
  openSync: 'Open sync',
  actions: (name: string) => `Actions for ${name}`,
  log: (name: string) => `Runs of ${name}`,
  logNone: 'No runs yet',
  /** Bulkdesk runs no job while it is closed. */
  whileOpen: 'Jobs run while Bulkdesk is open. A run missed while Bulkdesk was closed happens at the next start.',
  goWithConnection: 'Saved jobs of this connection are deleted. Files they saved stay.',
  every: scheduleWords,
  end: endWords,
  missed: missedWords,
} as const

/** The form of a saved job. */
export const jobFormWords = {
  open: 'Run again every…',
  newTitle: 'Run again every…',
  editTitle: 'Edit job',
  name: 'Job name',
  repeat: 'Repeat',
  kinds: { hours: 'Every few hours', day: 'Daily', week: 'Weekly', month: 'Monthly' },
  hours: 'Hours between runs',
  weekday: 'Day of the week',
  monthDay: 'Day of the month',
  shortMonths: 'In shorter months, the job runs on the last day.',
  at: 'Time',
  folder: 'Folder',
  choose: 'Choose folder…',
  fileName: 'File name',
  proposedFile: (name: string) => `${name} {date} {time}`,
  fileHint: (example: string) => `{date} and {time} are filled in: ${example}`,
  never: 'An existing file is never replaced: the new one gets a number.',
  format: 'Format',
  allRows: 'Each run saves all rows of the export. The filters and the sorting of a result are not part of a job.',
  save: 'Save job',
  cancel: 'Cancel',
  nameMissing: 'Enter a name for this job.',
  fileMissing: 'Enter a file name.',
  folderMissing: 'Choose a folder.',
  timeMissing: 'Enter a time, such as 03:00.',
  saved: (name: string) => `Saved “${name}”.`,
  seeJobs: 'See saved jobs',
  weekdays: WEEKDAYS,
  practice: 'The practice instance forgets its jobs when Bulkdesk closes.',
} as const

/** A run in the transfers panel, and its notices outside the window: those name no file or definition. */
export const jobTransferWords = {
  title: (name: string) => `Saved job: ${name}`,
  running: 'Exporting…',
  cancelMeans: 'Stops this run and removes the unfinished file. A sync that started goes on in Eloqua.',
  waits: 'Eloqua didn’t accept the sign-in. Sign in again to continue.',
  failedNotice: { title: 'A saved job failed', body: 'Open Bulkdesk to see why.' },
  waitsNotice: { title: 'A saved job is waiting', body: 'Sign in again to continue.' },
} as const

function scheduleWords(schedule: JobSchedule): string {
  if (schedule.every === 'hours')
    return schedule.hours === 1 ? 'Every hour' : `Every ${formatCount(schedule.hours)} hours`
  if (schedule.every === 'day') return `Daily at ${schedule.at}`
  if (schedule.every === 'week') return `${WEEKDAYS[schedule.on] ?? ''}s at ${schedule.at}`
  return `Monthly on day ${schedule.on} at ${schedule.at}`
}

function endWords(end: JobEnd): string {
  switch (end.kind) {
    case 'done':
      return `${formatCounted(end.rows, 'row')} saved.`
    case 'failed':
      return failedWords(describeError(end.error, 'saving').title, end.error.message)
    case 'sync-failed':
      return `The sync ended with status ${wordSyncStatus(end.status)}. No file was saved.`
    case 'skipped':
      return end.why === 'still-running'
        ? 'Skipped: the run before was still going on.'
        : 'Skipped: the run before was waiting for a sign-in.'
    case 'canceled':
      return 'Canceled.'
    case 'interrupted':
      return 'Interrupted: Bulkdesk closed before the sync started for certain. No file was saved.'
  }
}

function failedWords(title: string, why: string): string {
  return why === `${title}.` ? why : `${title}. ${why}`
}

/** A run that made up for earlier ones; undefined where none was missed. */
function missedWords({ missed }: Pick<JobRun, 'missed'>): string | undefined {
  if (missed === 0) return undefined
  return `Also made up for ${formatCounted(missed, 'earlier run')} missed while Bulkdesk was closed or the computer slept.`
}
