import type { JobFolder, JobRun, SavedJob } from '../../jobs/job.ts'
import { type ApiOf, takes } from '../call.ts'
import { nothing } from '../schemas/common.ts'
import { byJob, byJobRun, jobChange, jobPause, newJob } from '../schemas/jobs.ts'

/** Exports that run again by themselves, of the connection in use. */
export const jobCalls = {
  listJobs: takes(nothing).gives<readonly SavedJob[]>(),
  /** The newest first. */
  listJobRuns: takes(byJob).gives<readonly JobRun[]>(),
  /** Asks for a folder; null when the user closed the dialog. */
  chooseJobFolder: takes(nothing).gives<JobFolder | null>(),
  addJob: takes(newJob).gives<SavedJob>(),
  changeJob: takes(jobChange).gives<SavedJob>(),
  pauseJob: takes(jobPause).gives<SavedJob>(),
  /** Starts a run and answers at once. */
  runJob: takes(byJob).gives<void>(),
  cancelJobRun: takes(byJob).gives<void>(),
  removeJob: takes(byJob).gives<void>(),
  /** Brings back a job that was removed since Bulkdesk started. */
  restoreJob: takes(byJob).gives<void>(),
  showJobFile: takes(byJobRun).gives<void>(),
}

export type JobApi = ApiOf<typeof jobCalls>
