import { useState } from 'react'
import type { SaveFormat } from '../../../shared/contract/run.ts'
import type { JobFolder, JobSchedule, SavedJob } from '../../../shared/jobs/job.ts'
import { jobFormWords } from '../../../shared/words/jobs.ts'

/** What the form of a job holds while it is filled in. Every kind of schedule keeps what was chosen for it. */
export interface JobDraft {
  readonly name: string
  readonly every: JobSchedule['every']
  readonly hours: number
  readonly weekday: number
  readonly monthDay: number
  readonly at: string
  readonly fileName: string
  readonly format: SaveFormat
  readonly folder: string
  /** Of a folder that was chosen here; absent for the one the job has. */
  readonly folderId?: string
}

export type JobField = 'name' | 'at' | 'fileName' | 'folder'

/** What the form is about: a saved job, or an export that will become one. */
export type JobSubject =
  | { readonly kind: 'new'; readonly uri: string; readonly name: string }
  | { readonly kind: 'saved'; readonly job: SavedJob }

export function useJobDraft(subject: JobSubject) {
  const [draft, setDraft] = useState(() => firstDraft(subject))
  return {
    draft,
    change: (change: Partial<JobDraft>) => setDraft((before) => ({ ...before, ...change })),
    chose: ({ folderId, path }: JobFolder) => setDraft((before) => ({ ...before, folderId, folder: path })),
  }
}

function firstDraft(subject: JobSubject): JobDraft {
  const first = { every: 'day', hours: 6, weekday: 1, monthDay: 1, at: '06:00' } as const
  if (subject.kind === 'new')
    return {
      ...first,
      name: subject.name,
      fileName: jobFormWords.proposedFile(subject.name),
      format: 'raw',
      folder: '',
    }
  const { name, fileName, format, folder, schedule } = subject.job
  return { ...first, name, fileName, format, folder, ...partsOf(schedule) }
}

function partsOf(schedule: JobSchedule): Partial<JobDraft> & Pick<JobDraft, 'every'> {
  const { every } = schedule
  if (schedule.every === 'hours') return { every, hours: schedule.hours }
  if (schedule.every === 'week') return { every, weekday: schedule.on, at: schedule.at }
  return schedule.every === 'month' ? { every, monthDay: schedule.on, at: schedule.at } : { every, at: schedule.at }
}

export function scheduleOf({ every, hours, weekday, monthDay, at }: JobDraft): JobSchedule {
  if (every === 'hours') return { every, hours }
  if (every === 'week') return { every, on: weekday, at }
  return every === 'month' ? { every, on: monthDay, at } : { every, at }
}

/** What is missing, by field, in words. */
export function faultsOf({ name, every, at, fileName, folder }: JobDraft): Partial<Record<JobField, string>> {
  return {
    ...(name.trim() ? {} : { name: jobFormWords.nameMissing }),
    ...(every === 'hours' || /^\d\d:\d\d$/.test(at) ? {} : { at: jobFormWords.timeMissing }),
    ...(fileName.trim() ? {} : { fileName: jobFormWords.fileMissing }),
    ...(folder ? {} : { folder: jobFormWords.folderMissing }),
  }
}
