import { z } from 'zod'
import type { FirstLook, MappingProposal, SourceFile } from '../../csv/csv.ts'
import type { Check } from '../../uploads/upload.ts'
import { type ApiOf, takes } from '../call.ts'
import { definitionUri, handle, nothing } from '../schemas/common.ts'
import { headers, mapping, reading, readingChoices } from '../schemas/csv.ts'
import type { StartedSave } from '../transfer.ts'

const byCheck = z.strictObject({ checkId: handle })
const lookAtFile = readingChoices.extend({ fileId: handle })
const fileForTarget = z.strictObject({ fileId: handle, targetUri: definitionUri, reading, mapping })
const headersForTarget = z.strictObject({ targetUri: definitionUri, headers })

export const checkCalls = {
  browseForCsv: takes(nothing).gives<readonly SourceFile[]>(),
  takeFirstLook: takes(lookAtFile).gives<FirstLook>(),
  /** The mapping remembered for this definition, fitted to these headers; else proposed by name. `drift` says what changed. */
  proposeMapping: takes(headersForTarget).gives<MappingProposal>(),
  startCheck: takes(fileForTarget).gives<{ readonly checkId: string }>(),
  getCheck: takes(byCheck).gives<Check>(),
  cancelCheck: takes(byCheck).gives<void>(),
  saveHeldBack: takes(byCheck).gives<StartedSave | null>(),
}

export type CheckApi = ApiOf<typeof checkCalls>
