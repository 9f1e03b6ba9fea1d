import type { SourceFile } from '../../csv/csv.ts'
import { type ApiOf, takes } from '../call.ts'
import type { SaveForecast } from '../run.ts'
import { byTransfer } from '../schemas/common.ts'
import { forecastRequest, listRequest, saveRequest } from '../schemas/runs.ts'
import type { StartedSave } from '../transfer.ts'

/** Rows of a run as files. */
export const runSaveCalls = {
  /** What a save would do, to be said before. */
  forecastRunSave: takes(forecastRequest).gives<SaveForecast>(),
  /** Asks where, then saves; null when the user closed the dialog. */
  saveRun: takes(saveRequest).gives<StartedSave | null>(),
  /** Opens, in the program of the system, the file that a save has made. */
  openSavedFile: takes(byTransfer).gives<void>(),
  /** A private CSV of one column, to be sent to a sync action: blank cells left out. */
  listRunValues: takes(listRequest).gives<SourceFile>(),
}

export type RunSaveApi = ApiOf<typeof runSaveCalls>
