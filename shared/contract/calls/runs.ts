import { type ApiOf, takes } from '../call.ts'
import type { CopiedCells, Run, RunRows, RunStorage } from '../run.ts'
import { nothing } from '../schemas/common.ts'
import { byRun, copyRequest, keepChange, nameRun, rowWindow, runSource } from '../schemas/runs.ts'

/** The rows of a sync, held in a folder of ours. Saving them: `run-saves.ts`. Questions about them: `run-questions.ts`. */
export const runCalls = {
  /** Answers when the first rows can be read; the rest arrives by itself (`run-changed`). The same sync again answers the same run. */
  openRun: takes(runSource).gives<Run>(),
  /** A kept run, with or without a sign-in. Rows that are missing are fetched where they can be. */
  openKeptRun: takes(byRun).gives<Run>(),
  /** Goes on with a run that is incomplete. */
  continueRun: takes(byRun).gives<Run>(),
  /** The window does not show the run any more. Its rows stay until the window closes; what arrives may rest. */
  closeRun: takes(byRun).gives<void>(),
  readRunRows: takes(rowWindow).gives<RunRows>(),
  /** Puts cells on the clipboard. */
  copyRunCells: takes(copyRequest).gives<CopiedCells>(),
  /** Keeps the rows beyond the window, or renames what is kept. */
  keepRun: takes(nameRun).gives<Run>(),
  listKeptRuns: takes(nothing).gives<readonly Run[]>(),
  removeKeptRun: takes(byRun).gives<void>(),
  getRunStorage: takes(nothing).gives<RunStorage>(),
  changeRunStorage: takes(keepChange).gives<RunStorage>(),
}

export type RunApi = ApiOf<typeof runCalls>
