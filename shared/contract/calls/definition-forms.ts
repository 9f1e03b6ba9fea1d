import { z } from 'zod'
import type { Asset } from '../../eloqua/asset.ts'
import type { DefinitionIndex } from '../../eloqua/definition-index.ts'
import type { FieldChoice } from '../../eloqua/field-choice.ts'
import { type ApiOf, takes } from '../call.ts'
import type {
  DefinitionChange,
  DefinitionOutcome,
  Dependants,
  OpenedDefinitionFile,
  StoredDraft,
} from '../definitions.ts'
import { definitionUri, handle, nothing } from '../schemas/common.ts'
import {
  assetKind,
  definitionFamily,
  definitionUris,
  draftReturn,
  draftText,
  duration,
  missingNames,
  objectId,
} from '../schemas/definitions.ts'

const draftAndId = z.strictObject({ draftId: handle, draft: draftText })
const several = z.strictObject({ uris: definitionUris })

export const definitionFormCalls = {
  /** Every definition this user may read, with its last run and how it is doing. Without fields. */
  listAllDefinitions: takes(nothing).gives<DefinitionIndex>(),
  /** The fields that definitions of an object may name, special and related ones included. */
  listFields: takes(z.strictObject({ family: definitionFamily, parentId: objectId.optional() })).gives<
    readonly FieldChoice[]
  >(),
  /** Every list, segment, group or object of a kind. */
  listAssets: takes(z.strictObject({ kind: assetKind })).gives<readonly Asset[]>(),
  /** Once, by a draft that is kept: a lost answer is looked for and never repeated. */
  createDefinition: takes(draftAndId).gives<{ readonly uri: string }>(),
  /** Compared with the draft's base first: what somebody else changed meanwhile is told, and nothing is sent. */
  changeDefinition: takes(draftAndId).gives<DefinitionChange>(),
  deleteDefinitions: takes(several).gives<readonly DefinitionOutcome[]>(),
  setAutoDelete: takes(z.strictObject({ uris: definitionUris, duration })).gives<readonly DefinitionOutcome[]>(),
  /** What deleting or changing these definitions would touch. */
  findDependants: takes(several).gives<readonly Dependants[]>(),
  listDrafts: takes(nothing).gives<readonly StoredDraft[]>(),
  saveDraft: takes(
    draftAndId.extend({
      returnTo: draftReturn.optional(),
      missing: missingNames.optional(),
      isUntouched: z.boolean().optional(),
    }),
  ).gives<void>(),
  dropDraft: takes(z.strictObject({ draftId: handle })).gives<void>(),
  saveDefinitionFile: takes(z.strictObject({ uri: definitionUri })).gives<{ readonly saved: boolean }>(),
  /** Null when the user closed the dialog. */
  openDefinitionFile: takes(nothing).gives<OpenedDefinitionFile | null>(),
}

export type DefinitionFormApi = ApiOf<typeof definitionFormCalls>
