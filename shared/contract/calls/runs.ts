import { z } from 'zod'
import type { SourceFile } from '../../csv/csv.ts'
import { type ApiOf, takes } from '../call.ts'
import type { CopiedCells, Run, RunRows, RunStorage, SaveForecast } from '../run.ts'
import { handle, nothing } from '../schemas/common.ts'
import {
  byRun,
  copyRequest,
  forecastRequest,
  keepChange,
  listRequest,
  rowWindow,
  runName,
  runSource,
  saveRequest,
} from '../schemas/runs.ts'
import type { StartedSave } from '../transfer.ts'

const named = byRun.extend({ name: runName.optional() })

/** The rows of a sync, held in a folder of ours. Questions about them are in `run-questions.ts`. */
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
  copyRunCells: takes(copyRequest).gives<CopiedCells>(),
  forecastRunSave: takes(forecastRequest).gives<SaveForecast>(),
  /** Asks where, then saves; null when the user closed the dialog. */
  saveRun: takes(saveRequest).gives<StartedSave | null>(),
  /** Opens, in the program of the system, the file that a save has made. */
  openSavedFile: takes(z.strictObject({ transferId: handle })).gives<void>(),
  /** A private CSV of one column, to be sent to a sync action: blank cells left out. */
  listRunValues: takes(listRequest).gives<SourceFile>(),
  /** Keeps the rows beyond the window, or renames what is kept. */
  keepRun: takes(named).gives<Run>(),
  listKeptRuns: takes(nothing).gives<readonly Run[]>(),
  removeKeptRun: takes(byRun).gives<void>(),
  getRunStorage: takes(nothing).gives<RunStorage>(),
  changeRunStorage: takes(keepChange).gives<RunStorage>(),
}

export type RunApi = ApiOf<typeof runCalls>
