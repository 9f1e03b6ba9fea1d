import { randomUUID } from 'node:crypto'
import { AppError } from '../../shared/contract/errors.ts'
import type { JobFolder } from '../../shared/jobs/job.ts'
import { jobReasons } from '../../shared/words/reasons.ts'

/** Folders that the user chose in main's own dialog. The window names them by id, so that it can write nowhere else. */
export interface JobFolders {
  choose(): Promise<JobFolder | null>
  /** Throws `not-found`. */
  pathOf(folderId: string): string
}

export function createJobFolders(askFolder: () => Promise<string | undefined>): JobFolders {
  const chosen = new Map<string, string>()
  return {
    async choose() {
      const path = await askFolder()
      if (path === undefined) return null
      const folderId = randomUUID()
      chosen.set(folderId, path)
      return { folderId, path }
    },
    pathOf(folderId) {
      const path = chosen.get(folderId)
      if (path === undefined) throw new AppError({ code: 'not-found', message: jobReasons.noFolder })
      return path
    },
  }
}
